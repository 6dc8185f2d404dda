package dev.raydeck.cluster.session;

/// What is wrong with one field of a change. `field` is `upscalingMode`, `idleTimeoutSeconds`, or
/// `<group>.minReplicas`, `<group>.maxReplicas`; `least` and `most` bound OUT_OF_RANGE and
/// MIN_ABOVE_MAX.
public record FieldProblem(String field, Kind kind, String found, long least, long most) {
  public enum Kind {
    OUT_OF_RANGE,
    MIN_ABOVE_MAX,
    UNKNOWN_MODE,
    NO_SUCH_GROUP
  }

  public String sentence() {
    return switch (kind) {
      case OUT_OF_RANGE -> "%s: %s is not between %d and %d".formatted(field, found, least, most);
      case MIN_ABOVE_MAX -> "%s: %s is above the maximum, %d".formatted(field, found, most);
      case UNKNOWN_MODE ->
          "%s: %s is not one of Default, Aggressive, Conservative".formatted(field, found);
      case NO_SUCH_GROUP -> "%s: the cluster has no such worker group".formatted(field);
    };
  }
}
