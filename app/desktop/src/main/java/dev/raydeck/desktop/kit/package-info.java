/// The parts every screen is built from: glyph, ring, ruler, bars, chart, live table, banner,
/// dialog frame. Each draws or lays out what it is given. Must not know any screen, the session or
/// where data comes from.
@NullMarked
package dev.raydeck.desktop.kit;

import org.jspecify.annotations.NullMarked;
