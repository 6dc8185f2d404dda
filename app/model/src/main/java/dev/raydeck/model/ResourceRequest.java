package dev.raydeck.model;

import java.util.List;
import java.util.Objects;
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

  /// Written out: what the compiler would add is set up at its first call, which takes milliseconds
  /// of a young process.
  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof ResourceRequest request
            && bundle.equals(request.bundle)
            && labelSelectors.equals(request.labelSelectors)
            && Objects.equals(constraint, request.constraint));
  }

  @Override
  public int hashCode() {
    return 31 * (31 * bundle.hashCode() + labelSelectors.hashCode()) + Objects.hashCode(constraint);
  }

  public static ResourceRequest of(ResourceBundle bundle) {
    return new ResourceRequest(bundle, List.of(), null);
  }
}
