package dev.raydeck.model;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/// What a session in SHADOW decided, laid beside what the in-tree autoscaler really did.
///
/// `turns` are the latest, oldest first. `compared` and `differing` count all that were settled
/// since SHADOW began. Outside SHADOW it is [#NONE].
public record Shadow(Peer peer, List<Turn> turns, int compared, int differing) {
  public static final Shadow NONE = new Shadow(Peer.OFF, List.of(), 0, 0);

  public Shadow {
    turns = List.copyOf(turns);
  }

  /// Whom a decision is compared with: the head Pod's `autoscaler` container, if it runs. OFF:
  /// `enableInTreeAutoscaling` is not true. NO_CONTAINER: the head Pod has none. DOWN: it does not
  /// run.
  public enum Peer {
    RUNS,
    OFF,
    NO_CONTAINER,
    DOWN
  }

  /// NOT_YET: the in-tree autoscaler may still come to the same. WITHDRAWN: ours did not want it
  /// any more before the other could have acted. UNCOMPARED: nobody was there to compare with.
  public enum Verdict {
    AGREES,
    WITHDRAWN,
    UNCOMPARED,
    NOT_YET,
    DIFFERS
  }

  /// One turn of ours and what became of it; a turn without sizes and removals wanted no change,
  /// and none was made.
  public record Turn(long number, Instant at, Peer peer, List<Size> sizes, List<Removal> removals) {
    public Turn {
      sizes = List.copyOf(sizes);
      removals = List.copyOf(removals);
    }

    /// The worst of its parts.
    public Verdict verdict() {
      return peer != Peer.RUNS
          ? Verdict.UNCOMPARED
          : Stream.concat(
                  sizes.stream().map(Size::verdict), removals.stream().map(Removal::verdict))
              .reduce(Verdict.AGREES, (one, other) -> one.compareTo(other) > 0 ? one : other);
    }
  }

  /// A group's `replicas`: before, as our turn wants it, and as it stood in the RayCluster when
  /// this was settled, or stands.
  public record Size(String group, int from, int ours, int theirs, Verdict verdict) {}

  /// A worker to remove: who wants it gone.
  public record Removal(String pod, boolean isOurs, boolean isTheirs, Verdict verdict) {}
}
