package dev.raydeck.sandbox.rayhead;

/// Whether a drain was accepted, and if not, why.
record DrainAnswer(boolean isAccepted, String rejection) {}
