package dev.raydeck.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One alternative of a request's node label selectors: all constraints must hold (ray:
/// src/ray/protobuf/common.proto, LabelSelector).
public record LabelSelector(List<LabelConstraint> constraints) {
  public LabelSelector {
    constraints = List.copyOf(constraints);
  }

  /// Written out: what the compiler would add is set up at its first call, which takes milliseconds
  /// of a young process.
  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof LabelSelector selector && constraints.equals(selector.constraints));
  }

  @Override
  public int hashCode() {
    return constraints.hashCode();
  }

  /// `IN`: the node's value is one of `values`. `NOT_IN`: it is none of them, or the label is
  /// missing.
  public record LabelConstraint(String key, Operator operator, List<String> values) {
    public LabelConstraint {
      values = List.copyOf(values);
    }

    /// Written out like that of the selector.
    @Override
    public boolean equals(@Nullable Object other) {
      return this == other
          || (other instanceof LabelConstraint constraint
              && key.equals(constraint.key)
              && operator == constraint.operator
              && values.equals(constraint.values));
    }

    @Override
    public int hashCode() {
      return 31 * (31 * key.hashCode() + operator.name().hashCode()) + values.hashCode();
    }
  }

  /// How the node's value is compared. `UNSPECIFIED` never holds.
  public enum Operator {
    UNSPECIFIED,
    IN,
    NOT_IN
  }
}
