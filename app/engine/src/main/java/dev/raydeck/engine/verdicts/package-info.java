/// Why: for every node, group, demand, gang and the constraint the gates it went through, in the
/// order Ray asks.
///
/// Reads what a turn did; decides nothing. Must not make text: reasons are data.
@NullMarked
package dev.raydeck.engine.verdicts;

import org.jspecify.annotations.NullMarked;
