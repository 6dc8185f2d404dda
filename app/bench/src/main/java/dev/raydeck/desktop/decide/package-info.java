/// Benchmarks of decisions, in the package of the reader of cases they need.
@NullMarked
package dev.raydeck.desktop.decide;

import org.jspecify.annotations.NullMarked;
