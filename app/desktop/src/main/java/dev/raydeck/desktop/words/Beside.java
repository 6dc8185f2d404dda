package dev.raydeck.desktop.words;

import dev.raydeck.model.Shadow;

/// What the in-tree autoscaler made of a turn in SHADOW, in a few words.
public record Beside(Shadow.Verdict verdict, String text) {}
