/// Tests of the API server: semantics of the store, the wire by plain HTTP, and a walk with a real kubectl.
///
/// Knows no operator; Pods are played by a tiny runtime. Must not know the rest of the sandbox.
@NullMarked
package dev.raydeck.sandbox.api;

import org.jspecify.annotations.NullMarked;
