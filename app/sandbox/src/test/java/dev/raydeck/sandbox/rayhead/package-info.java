@NullMarked
package dev.raydeck.sandbox.rayhead;

import org.jspecify.annotations.NullMarked;
