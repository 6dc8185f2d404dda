/// The Why panel: the chain of gates behind one verdict. It turns verdicts into rows. Must not know
/// how a verdict is reached.
@NullMarked
package dev.raydeck.desktop.why;

import org.jspecify.annotations.NullMarked;
