/// The look: colour tokens for CSS and canvases, fonts, dark and light. It reads resources/theme
/// and resources/fonts. Must not know any screen or what is shown.
@NullMarked
package dev.raydeck.desktop.theme;

import org.jspecify.annotations.NullMarked;
