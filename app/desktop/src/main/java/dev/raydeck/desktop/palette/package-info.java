/// The command palette, the shortcuts sheet and what both list: every action a window has. Must not
/// know how an action is carried out.
@NullMarked
package dev.raydeck.desktop.palette;

import org.jspecify.annotations.NullMarked;
