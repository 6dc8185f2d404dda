@NullMarked
package dev.raydeck.sandbox.operator;

import org.jspecify.annotations.NullMarked;
