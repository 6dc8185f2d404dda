/// The plain packer, which is Ray's step by step, and the proof that the fast one equals it.
@NullMarked
package dev.raydeck.engine.scheduling;

import org.jspecify.annotations.NullMarked;
