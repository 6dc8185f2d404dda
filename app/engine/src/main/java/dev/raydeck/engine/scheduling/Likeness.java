package dev.raydeck.engine.scheduling;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Ray tries of nodes that are not running only the first of those that are alike, whatever was put
/// on them; a running node that happens to be just like a new one counts too. `base` names what
/// such nodes start from.
final class Likeness {
  final Object base;
  private final int labels;
  private final double[] free;

  /// The first lot of nodes like this, while the packer finds them.
  @Nullable Lot first;

  Likeness(Object base, int labels, double[] free) {
    this.base = base;
    this.labels = labels;
    this.free = free;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Likeness like
        && base.equals(like.base)
        && labels == like.labels
        && Arrays.equals(free, like.free);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * base.hashCode() + Arrays.hashCode(free)) + labels;
  }
}
