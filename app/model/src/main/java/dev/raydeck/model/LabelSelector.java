package dev.raydeck.model;

import java.util.List;

/// One alternative of a request's node label selectors: all constraints must hold (ray:
/// src/ray/protobuf/common.proto, LabelSelector).
public record LabelSelector(List<LabelConstraint> constraints) {
  public LabelSelector {
    constraints = List.copyOf(constraints);
  }

  /// `IN`: the node's value is one of `values`. `NOT_IN`: it is none of them, or the label is
  /// missing.
  public record LabelConstraint(String key, Operator operator, List<String> values) {
    public LabelConstraint {
      values = List.copyOf(values);
    }
  }

  /// How the node's value is compared. `UNSPECIFIED` never holds.
  public enum Operator {
    UNSPECIFIED,
    IN,
    NOT_IN
  }
}
