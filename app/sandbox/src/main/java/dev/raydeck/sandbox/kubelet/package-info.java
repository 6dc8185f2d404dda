/// The scheduler and kubelet of the one node: a Pod's life in small stages, its containers, their
/// logs and processes.
///
/// Must not know RayClusters: it starts what a Pod's containers say, and Ray nodes for those that
/// say `ray start`.
@NullMarked
package dev.raydeck.sandbox.kubelet;

import org.jspecify.annotations.NullMarked;
