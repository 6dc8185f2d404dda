package dev.raydeck.desktop.chooser;

import dev.raydeck.cluster.session.ClusterAccess;
import dev.raydeck.desktop.live.Target;

/// What a person chose: the sandbox, or one RayCluster of a context.
public sealed interface Choice {
  record Sandbox() implements Choice {}

  record Cluster(ClusterAccess access, Target target) implements Choice {}
}
