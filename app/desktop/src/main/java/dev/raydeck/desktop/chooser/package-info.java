/// The cluster chooser: the sandbox, the contexts of a kubeconfig, and their RayClusters. It lists
/// and hands over a choice. Must not know what happens after the choice.
@NullMarked
package dev.raydeck.desktop.chooser;

import org.jspecify.annotations.NullMarked;
