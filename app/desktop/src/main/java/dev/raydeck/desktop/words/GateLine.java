package dev.raydeck.desktop.words;

import dev.raydeck.model.Gate;

/// One gate as a row: the rule's name, its value, where the value was read.
public record GateLine(Gate.State state, String rule, String value, String source) {}
