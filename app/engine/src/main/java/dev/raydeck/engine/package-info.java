/// Decides what Ray's v2 autoscaler under KubeRay would decide, and says why for everything done
/// and not done.
///
/// Pure functions over the model: equal input gives equal output, order included. Must not know a
/// clock, I/O, logging, threads, randomness, Kubernetes or JavaFX.
@NullMarked
package dev.raydeck.engine;

import org.jspecify.annotations.NullMarked;
