/// What screens read from a session frame: Pods joined with Ray nodes, states named, idle clocks
/// carried forward between polls, demands sorted by their fate. Plain Java over the model, pure.
/// Must not know JavaFX, words or the session.
@NullMarked
package dev.raydeck.desktop.facts;

import org.jspecify.annotations.NullMarked;
