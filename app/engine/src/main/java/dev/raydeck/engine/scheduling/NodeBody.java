package dev.raydeck.engine.scheduling;

import dev.raydeck.model.NodeKind;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What does not change of a node while requests are put on it, in numbers of a [Vocabulary].
final class NodeBody {
  final String type;
  final NodeKind kind;
  final boolean isRunning;
  final boolean hasGpu;

  /// A resource no request mentions and of which more is free than there is, or less than nothing:
  /// such a node cannot be scored.
  final @Nullable String broken;

  /// NaN where the node lacks a resource.
  final double[] total;

  /// Its resources in their order as far as they count in the score: the number of one that
  /// requests mention, or -1 for one they do not, whose part of the score then stands in `fixed`.
  final int[] parts;

  final double[] fixed;

  /// How many resources count in the score but add nothing to it.
  final int zeros;

  private final int hash;

  NodeBody(
      SchedulingNode node,
      @Nullable String broken,
      double[] total,
      int[] parts,
      double[] fixed,
      int zeros) {
    this.type = node.type;
    this.kind = node.kind;
    this.isRunning = node.isRunning();
    this.hasGpu = node.total.amount("GPU") > 0;
    this.broken = broken;
    this.total = total;
    this.parts = parts;
    this.fixed = fixed;
    this.zeros = zeros;
    this.hash =
        31 * (31 * type.hashCode() + Arrays.hashCode(total)) + Arrays.hashCode(parts) + zeros;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof NodeBody body
            && type.equals(body.type)
            && kind == body.kind
            && isRunning == body.isRunning
            && hasGpu == body.hasGpu
            && Objects.equals(broken, body.broken)
            && zeros == body.zeros
            && Arrays.equals(total, body.total)
            && Arrays.equals(parts, body.parts)
            && Arrays.equals(fixed, body.fixed));
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
