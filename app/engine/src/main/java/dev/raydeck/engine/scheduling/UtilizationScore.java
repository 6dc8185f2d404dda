package dev.raydeck.engine.scheduling;

import dev.raydeck.model.Reason;

/// How well a node is filled, compared part by part; higher is better (ray: scheduler.py,
/// utilization score).
///
/// `least` and `mean` are over total × used³ per resource, which is not normalised: bytes of memory
/// swamp CPUs in the mean. Whatever was used before this decision counts too.
record UtilizationScore(int labelScore, boolean gpuOk, int matching, double least, double mean)
    implements Comparable<UtilizationScore> {
  /// Of a node with this much free, by number; the parts before the filling are known.
  static UtilizationScore of(
      NodeBody body, double[] free, int labelScore, boolean gpuOk, int matching) {
    if (body.broken != null) {
      throw broken(body, body.broken);
    }
    double least = Double.MAX_VALUE;
    double sum = 0;
    int counted = 0;
    for (int i = 0; i < body.parts.length; i++) {
      int resource = body.parts[i];
      double filling = resource < 0 ? body.fixed[i] : filling(body, resource, free[resource]);
      if (filling >= 0) {
        least = Math.min(least, filling);
        sum += filling;
        counted++;
      }
    }
    counted += body.zeros;
    return new UtilizationScore(
        labelScore,
        gpuOk,
        matching,
        counted == 0 || body.zeros > 0 ? 0 : least,
        counted == 0 ? 0 : sum / counted);
  }

  /// -1 where the resource does not count.
  private static double filling(NodeBody body, int resource, double left) {
    double total = body.total[resource];
    if (total == 0 || Double.isNaN(left)) {
      return -1;
    }
    double used = (total - left) / total;
    if (!isShare(used)) {
      throw broken(body, "%s of %s".formatted(left, total));
    }
    return total * cube(used);
  }

  static boolean isShare(double used) {
    return used >= 0 && used <= 1;
  }

  private static SchedulingFailure broken(NodeBody body, String what) {
    return new SchedulingFailure(
        "a node of type %s has more free than there is, or less than nothing: %s"
            .formatted(body.type, what));
  }

  @Override
  public int compareTo(UtilizationScore other) {
    int order = Integer.compare(labelScore, other.labelScore);
    if (order == 0) {
      order = Boolean.compare(gpuOk, other.gpuOk);
    }
    if (order == 0) {
      order = Integer.compare(matching, other.matching);
    }
    if (order == 0) {
      order = compare(least, other.least);
    }
    return order == 0 ? compare(mean, other.mean) : order;
  }

  Reason.GroupScore reason(String type) {
    return new Reason.GroupScore(type, labelScore, gpuOk, matching, least, mean);
  }

  /// The third power, rounded once as C's `pow` does: plain multiplication rounds twice.
  static double cube(double value) {
    double square = value * value;
    double squareError = Math.fma(value, value, -square);
    double cube = square * value;
    return cube + (Math.fma(square, value, -cube) + squareError * value);
  }

  /// As Python compares: 0.0 equals -0.0.
  private static int compare(double one, double other) {
    return one < other ? -1 : one > other ? 1 : 0;
  }
}
