package dev.raydeck.desktop.words;

import dev.raydeck.model.Gate;
import dev.raydeck.model.Reason;

/// One gate as a row: the rule's name, its value, where the value was read.
public record GateLine(Gate.State state, Reason reason, String rule, String value, String source) {}
