package dev.raydeck.engine.scheduling;

import dev.raydeck.model.Reason;
import java.util.List;
import java.util.Map;

/// Puts requests on nodes, existing ones first, then new ones (ray: scheduler.py, try_schedule).
interface Packer {
  /// The plan itself is not changed. `requests` are in the order to be tried.
  Packing pack(Plan plan, List<RequestGroup> requests, Source source);

  /// The node list as it would be, and what found no place, in order.
  ///
  /// `scores` compares the types when the first new node of one was chosen.
  record Packing(
      List<SchedulingNode> nodes,
      List<RequestGroup> unplaced,
      Map<String, Reason.ScoredBest> scores) {
    boolean isComplete() {
      return unplaced.isEmpty();
    }
  }
}
