/// The command line: the same program without a window where none is needed.
///
/// Must not load JavaFX for any command but the window's, nor Kubernetes for `decide`.
@NullMarked
package dev.raydeck.desktop.cli;

import org.jspecify.annotations.NullMarked;
