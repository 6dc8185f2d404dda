/// The window's frame: top bar, rail, status bar, banner, dialogs and the screen in the middle. It
/// hands frames and ticks to the visible screen only. Must not know what a screen shows.
@NullMarked
package dev.raydeck.desktop.shell;

import org.jspecify.annotations.NullMarked;
