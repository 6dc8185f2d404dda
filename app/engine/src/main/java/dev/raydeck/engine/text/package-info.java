/// Pieces of Ray's own texts, made from the same data Ray makes them from.
///
/// Python's ways with floats, dicts and dates are kept to the letter. Must not decide anything.
@NullMarked
package dev.raydeck.engine.text;

import org.jspecify.annotations.NullMarked;
