/// Tests of the engine's doors and texts.
@NullMarked
package dev.raydeck.engine;

import org.jspecify.annotations.NullMarked;
