package dev.raydeck.model;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One subject, one outcome, and the chain of gates it went through, in the order Ray asks.
public record Verdict(Subject subject, Outcome outcome, List<Gate> gates) {
  public Verdict {
    gates = List.copyOf(gates);
  }

  /// The first gate that holds: why the outcome is what it is.
  public Optional<Gate> holding() {
    return gates.stream().filter(gate -> gate.state() == Gate.State.HOLDS).findFirst();
  }

  /// Whether it speaks about this subject: a node is known by its Pod, a demand by what it asks
  /// for, however many wait.
  public boolean isAbout(Subject other) {
    if (subject instanceof Subject.Node a && other instanceof Subject.Node b) {
      return a.podName() != null && a.podName().equals(b.podName());
    }
    if (subject instanceof Subject.Demand a && other instanceof Subject.Demand b) {
      return a.demand().request().equals(b.demand().request());
    }
    return subject.equals(other);
  }

  /// What a verdict is about.
  public sealed interface Subject {
    /// A node: its Pod and Ray node as far as they exist.
    record Node(@Nullable String podName, @Nullable String nodeId, String group)
        implements Subject {}

    record Group(String name) implements Subject {}

    /// Waiting tasks and actors of one shape.
    record Demand(ResourceDemand demand) implements Subject {}

    record Gang(GangDemand gang) implements Subject {}

    /// The `request_resources` set.
    record Constraint(List<ResourceDemand> demands) implements Subject {
      public Constraint {
        demands = List.copyOf(demands);
      }
    }
  }

  /// KEEP, REMOVE are of nodes; LAUNCH, HOLD_SIZE of groups; SERVED (fits what runs), COVERED
  /// (nodes for it come up or are launched now), WAITS (a limit bites), INFEASIBLE (no group can
  /// ever hold it) of demands.
  public enum Outcome {
    KEEP,
    REMOVE,
    LAUNCH,
    HOLD_SIZE,
    SERVED,
    COVERED,
    WAITS,
    INFEASIBLE
  }
}
