/// The Autoscaler screen: mode, pause and step, the settings form with its diff, the decision log.
/// It acts through the connection it is given. Must not know Kubernetes or Ray's wire.
@NullMarked
package dev.raydeck.desktop.autoscaler;

import org.jspecify.annotations.NullMarked;
