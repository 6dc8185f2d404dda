/// The Demands screen: what is asked for against what each worker group offers. It binds rows to
/// demand facts. Must not know how a cluster is reached.
@NullMarked
package dev.raydeck.desktop.demands;

import org.jspecify.annotations.NullMarked;
