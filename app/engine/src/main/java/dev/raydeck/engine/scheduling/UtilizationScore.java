package dev.raydeck.engine.scheduling;

import dev.raydeck.model.Reason;

/// How well a node is filled, compared part by part; higher is better (ray: scheduler.py,
/// utilization score).
///
/// `least` and `mean` are over total × used³ per resource, which is not normalised: bytes of memory
/// swamp CPUs in the mean. Whatever was used before this decision counts too.
record UtilizationScore(int labelScore, boolean gpuOk, int matching, double least, double mean)
    implements Comparable<UtilizationScore> {
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
