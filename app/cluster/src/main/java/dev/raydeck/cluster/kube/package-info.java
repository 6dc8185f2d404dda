/// The Kubernetes side: informers that trim objects to records on arrival, patches as values, exec,
/// port-forward, Lease and rights. The only package that may use fabric8, and none of its types
/// leaves it. Must not know the session or Ray's wire messages.
@NullMarked
package dev.raydeck.cluster.kube;

import org.jspecify.annotations.NullMarked;
