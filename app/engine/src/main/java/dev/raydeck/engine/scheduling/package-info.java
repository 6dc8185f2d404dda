/// Ray's v2 scheduler as one function from a request to a reply (ray: autoscaler/v2/scheduler.py).
///
/// The list of nodes and its order are part of the result, so every phase rebuilds the list as Ray
/// does. Must not know instances' histories, Kubernetes, or how a reply is carried out.
@NullMarked
package dev.raydeck.engine.scheduling;

import org.jspecify.annotations.NullMarked;
