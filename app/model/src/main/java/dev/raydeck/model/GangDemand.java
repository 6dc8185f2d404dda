package dev.raydeck.model;

import java.util.List;

/// A waiting placement group: its unplaced bundles, all of which are placed or none.
///
/// `details` is Ray's own text, `<placement group id>:<STRATEGY>|<STATE>` (ray:
/// gcs_autoscaler_state_manager.cc).
public record GangDemand(List<ResourceRequest> requests, String details) {
  public GangDemand {
    requests = List.copyOf(requests);
  }
}
