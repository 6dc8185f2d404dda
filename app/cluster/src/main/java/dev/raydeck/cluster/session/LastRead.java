package dev.raydeck.cluster.session;

import dev.raydeck.cluster.kube.ClusterWatch;
import dev.raydeck.model.PagedList;
import dev.raydeck.model.RayCluster;
import dev.raydeck.model.RayPod;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What was read of a RayCluster last. It stays when the connection goes, and a RayCluster that is
/// gone is kept as it was seen last.
final class LastRead {
  private long changes;
  private @Nullable RayCluster cluster;
  private PagedList<RayPod> pods = PagedList.of();
  private Optional<RayPod> head = Optional.empty();

  @Nullable RayCluster cluster() {
    return cluster;
  }

  PagedList<RayPod> pods() {
    return pods;
  }

  Optional<RayPod> head() {
    return head;
  }

  /// Another watch counts its changes anew.
  void readAnew() {
    changes = -1;
  }

  void read(ClusterWatch watch) {
    long present = watch.changes();
    if (present != changes) {
      changes = present;
      pods = watch.pods();
      head = watch.head();
      RayCluster found = watch.cluster();
      cluster = found == null ? cluster : found;
    }
  }
}
