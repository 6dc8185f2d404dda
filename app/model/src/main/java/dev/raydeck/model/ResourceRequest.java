package dev.raydeck.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One thing that wants a place on a node: a task, an actor, a bundle.
///
/// `labelSelectors` are alternatives, best first; none means any node.
public record ResourceRequest(
    ResourceBundle bundle,
    List<LabelSelector> labelSelectors,
    @Nullable PlacementConstraint constraint) {
  public ResourceRequest {
    labelSelectors = List.copyOf(labelSelectors);
  }

  public static ResourceRequest of(ResourceBundle bundle) {
    return new ResourceRequest(bundle, List.of(), null);
  }
}
