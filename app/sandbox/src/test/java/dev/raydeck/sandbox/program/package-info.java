@NullMarked
package dev.raydeck.sandbox.program;

import org.jspecify.annotations.NullMarked;
