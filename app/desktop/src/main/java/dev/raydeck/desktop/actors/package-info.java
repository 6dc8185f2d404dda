/// The Actors screen, with the dialogs that launch and kill. It acts through the connection it is
/// given. Must not know Kubernetes or Ray's wire.
@NullMarked
package dev.raydeck.desktop.actors;

import org.jspecify.annotations.NullMarked;
