package dev.raydeck.desktop.decide;

import dev.raydeck.engine.scheduling.SchedulingRequest;

/// One case: its id and what the scheduler is asked.
record DecisionCase(String id, SchedulingRequest request) {}
