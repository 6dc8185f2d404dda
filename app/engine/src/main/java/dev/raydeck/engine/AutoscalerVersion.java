package dev.raydeck.engine;

import dev.raydeck.model.ClusterSnapshot;
import dev.raydeck.model.RayCluster;
import dev.raydeck.model.RayState;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which of Ray's two autoscalers a cluster runs, and all that differs between them here.
///
/// | | V1 | V2 |
/// |---|---|---|
/// | idle node | drained the old way, at once | drained with a check; a refusal keeps it |
/// | who goes first | the least recently used; `minReplicas` keeps the others | first in the table |
/// | idle timeout of a group | not read | read |
/// | kept for | `request_resources`, waiting placement groups | those, and tasks placed on it |
/// | existing nodes | first that fits, in order | best score |
/// | score of a new node | gpu, matching, least, mean; empty node; amounts of 1 and more | labels first; what is used counts |
/// | equal scores | the later name | the earlier group |
/// | placement groups | PACK and SPREAD in parts | all whole or not at all |
/// | label selectors | not read | obeyed |
/// | launches at a time, per group | max(5, speed × running) less those pending | max(1, ⌈speed × running⌉), 10 in all |
/// | past that limit | `minReplicas`, `request_resources`, placement groups | nothing |
/// | named workers still there | the whole turn is left out | only launches and removals wait |
/// | `workersToDelete` emptied | as soon as all are gone | with the next change |
/// | node of a removed group | removed | no decision |
/// | `numOfHosts` | not counted in `replicas` | counted |
/// | memory between turns | none | the instance table |
/// | requests looked at | the first 1000 | all |
///
/// (ray: autoscaler/_private/autoscaler.py, resource_demand_scheduler.py against autoscaler/v2.)
public enum AutoscalerVersion {
  V1,
  V2;

  private static final Pattern RAY_VERSION = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})\\b.*");

  /// The first Ray that takes V2 under KubeRay unless told otherwise.
  private static final int SECOND_FROM_MINOR = 47;

  /// What `autoscalerOptions.version` says, else what the running Ray, or the one the RayCluster
  /// names, takes by itself.
  public static AutoscalerVersion of(ClusterSnapshot snapshot) {
    RayState ray = snapshot.ray();
    return ray == null || ray.rayVersion().isEmpty()
        ? of(snapshot.cluster())
        : of(snapshot.cluster(), ray.rayVersion());
  }

  /// Without a word from Ray itself.
  public static AutoscalerVersion of(RayCluster cluster) {
    return of(cluster, cluster.rayVersion());
  }

  private static AutoscalerVersion of(RayCluster cluster, String rayVersion) {
    String said = cluster.options().version();
    return said == null ? byDefault(rayVersion) : said.equals("v1") ? V1 : V2;
  }

  private static AutoscalerVersion byDefault(String rayVersion) {
    Matcher matcher = RAY_VERSION.matcher(rayVersion);
    if (!matcher.matches()) {
      return V2;
    }
    int major = Integer.parseInt(matcher.group(1));
    int minor = Integer.parseInt(matcher.group(2));
    return major < 2 || (major == 2 && minor < SECOND_FROM_MINOR) ? V1 : V2;
  }
}
