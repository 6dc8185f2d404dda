/// The Overview: the now sentence, four facts, lanes of workers, capacity against demand, what
/// waits. It binds kit parts to cluster facts. Must not know how a cluster is reached.
@NullMarked
package dev.raydeck.desktop.overview;

import org.jspecify.annotations.NullMarked;
