/// The sandbox's Kubernetes API: an object store and the server that speaks for it on the real
/// wire.
///
/// Knows HTTP, WebSocket, JSON and how Kubernetes words its answers. Must not know who writes the
/// objects: no operator, no kubelet, no Ray; what a Pod does is asked of a [PodRuntime].
@NullMarked
package dev.raydeck.sandbox.api;

import org.jspecify.annotations.NullMarked;
