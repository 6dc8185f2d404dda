/// The JavaFX window: one package a screen, a deck that ties them to one connected cluster. It may
/// know every other module. Must not hold rules of scaling or of Kubernetes: those come in frames.
@NullMarked
package dev.raydeck.desktop;

import org.jspecify.annotations.NullMarked;
