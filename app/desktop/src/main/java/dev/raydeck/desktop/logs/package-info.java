/// The Logs screen: containers' logs as they are written, in bounded memory, the autoscaler's lines
/// read as events. Must not know how a log reaches us.
@NullMarked
package dev.raydeck.desktop.logs;

import org.jspecify.annotations.NullMarked;
