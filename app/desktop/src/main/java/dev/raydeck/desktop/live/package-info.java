/// The live side of the window: the connection a screen acts through, the one pulse that polls
/// visible cells, the one hop to the FX thread, and the recent past. Must not know any screen.
@NullMarked
package dev.raydeck.desktop.live;

import org.jspecify.annotations.NullMarked;
