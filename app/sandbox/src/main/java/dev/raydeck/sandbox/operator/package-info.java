/// The KubeRay operator 1.5.0, as far as RayClusters go: from a RayCluster to its objects, and back
/// to its status.
///
/// Must not know Ray's state or what a container runs: it sees objects in the store and nothing
/// else.
@NullMarked
package dev.raydeck.sandbox.operator;

import org.jspecify.annotations.NullMarked;
