package dev.raydeck.cluster.session;

/// What is wrong with one field of a change. `field` is the name of an option, or `<group>.<name>`;
/// `least` and `most` bound OUT_OF_RANGE and MIN_ABOVE_MAX.
public record FieldProblem(String field, Kind kind, String found, long least, long most) {
  public enum Kind {
    OUT_OF_RANGE,
    MIN_ABOVE_MAX,
    /// Not one of the few words the CRD knows.
    UNKNOWN_WORD,
    NO_SUCH_GROUP,
    /// Not a list, or not a map, where the CRD wants one.
    WRONG_SHAPE,
    /// An amount Kubernetes cannot read, such as `512 MB`.
    NOT_AN_AMOUNT,
    /// The operator takes it with autoscaler v2 only, and does nothing at all otherwise.
    NEEDS_V2,
    /// The operator does nothing at all while it autoscales a cluster with this.
    NOT_WHILE_AUTOSCALING,
    /// Somebody else changed the field since the person began; `found` is what it is now.
    CHANGED_MEANWHILE
  }

  static FieldProblem of(String field, Kind kind, Object found) {
    return new FieldProblem(field, kind, String.valueOf(found), 0, 0);
  }
}
