/// SPDY/3.1 as far as Kubernetes uses it: many streams on one connection, for exec and
/// port-forward.
///
/// Knows frames and their zlib headers. Must not know HTTP, WebSocket or Kubernetes.
@NullMarked
package dev.raydeck.sandbox.api.spdy;

import org.jspecify.annotations.NullMarked;
