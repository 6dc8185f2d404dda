/// The words on the screen: messages in English and Chinese, figures with their units, short names,
/// and the sentences made from decisions, verdicts and reasons. It reads the model and gives text.
/// Must not know JavaFX controls or a live cluster.
@NullMarked
package dev.raydeck.desktop.words;

import org.jspecify.annotations.NullMarked;
