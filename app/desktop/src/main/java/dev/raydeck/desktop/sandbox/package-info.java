/// Where the sandbox and the rest of Raydeck are joined: our own session runs as the autoscaler
/// container of the simulated head Pods.
///
/// Used by the window and by `raydeck sandbox`; must not know JavaFX.
@NullMarked
package dev.raydeck.desktop.sandbox;

import org.jspecify.annotations.NullMarked;
