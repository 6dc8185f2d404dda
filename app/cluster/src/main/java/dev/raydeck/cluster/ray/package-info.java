/// The Ray side: reads a head's GCS over gRPC into model records, kills actors and drains nodes.
/// The wire messages end here. Must not know Kubernetes: it is given a host and a port.
@NullMarked
package dev.raydeck.cluster.ray;

import org.jspecify.annotations.NullMarked;
