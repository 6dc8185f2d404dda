/// Tests of `raydeck decide`.
@NullMarked
package dev.raydeck.desktop.decide;

import org.jspecify.annotations.NullMarked;
