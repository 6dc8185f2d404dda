/// `raydeck decide`: decision cases as JSON lines in, decisions as JSON lines out.
///
/// Contacts nothing and changes nothing; a case holds everything. Must not load JavaFX or
/// Kubernetes classes, so that it starts at once and runs anywhere.
@NullMarked
package dev.raydeck.desktop.decide;

import org.jspecify.annotations.NullMarked;
