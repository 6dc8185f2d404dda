/// The Ray side of one cluster: nodes, actors, placement, idle clocks and drains, served as Ray's
/// own gRPC services.
///
/// Must not know Kubernetes: what it is told is that a node started, or got a signal. Says what Ray
/// 2.58 says.
@NullMarked
package dev.raydeck.sandbox.rayhead;

import org.jspecify.annotations.NullMarked;
