/// The Nodes screen: one live row for each Ray Pod. It binds the live table to node facts. Must not
/// know how a cluster is reached.
@NullMarked
package dev.raydeck.desktop.nodes;

import org.jspecify.annotations.NullMarked;
