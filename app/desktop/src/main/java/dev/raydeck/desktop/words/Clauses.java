package dev.raydeck.desktop.words;

import dev.raydeck.desktop.facts.Held;
import dev.raydeck.desktop.facts.NodeFacts;
import dev.raydeck.desktop.facts.NodeState;
import java.time.Duration;
import java.time.Instant;

/// One short clause about a node: what it does, what holds it, or when it goes.
public final class Clauses {
  private final Words words;
  private final Figures figures;

  public Clauses(Words words, Figures figures) {
    this.words = words;
    this.figures = figures;
  }

  public String node(NodeFacts node, Instant now) {
    return node(node, now, now);
  }

  /// `idleNow` is the moment idle clocks are told for, earlier than `now` where Ray's part is old.
  public String node(NodeFacts node, Instant idleNow, Instant now) {
    Held held = node.held();
    return held != null
        ? held(held)
        : switch (node.state()) {
          case BUSY -> words.plain("clause.busy", work(node));
          case IDLE -> idle(node, idleNow);
          case PENDING, STARTING -> coming(node);
          case MARKED -> words.plain("clause.marked");
          case TERMINATING -> terminating(node, now);
          case FAILED -> words.plain("clause.failed", node.pod().displayStatus());
          case UNKNOWN -> words.plain("state.unknown");
        };
  }

  /// Objects and whose they are take the room a tile has.
  private String held(Held held) {
    String culprit = culprit(held);
    return held.cause() == Held.Cause.OBJECT ? culprit : words.plain("clause.held", culprit);
  }

  private String idle(NodeFacts node, Instant now) {
    Duration idle = node.idle(now);
    Duration timeout = node.idleTimeout();
    if (idle == null || timeout == null) {
      return words.plain("state.idle");
    }
    return idle.compareTo(timeout) > 0
        ? words.plain("clause.idlePast", figures.idle(idle))
        : words.plain("clause.idle", figures.idle(idle), figures.idle(timeout));
  }

  private String coming(NodeFacts node) {
    if (node.state() == NodeState.STARTING) {
      return words.plain("clause.starting");
    }
    String message = node.pod().message();
    return words.plain(
        "clause.pending",
        message != null && node.pod().kubernetesNode().isEmpty()
            ? message
            : node.pod().displayStatus());
  }

  private String terminating(NodeFacts node, Instant now) {
    Instant since = node.pod().deletionTimestamp();
    Duration left = since == null ? Duration.ZERO : Duration.between(now, since);
    return left.isPositive()
        ? words.plain("clause.terminatingIn", figures.remaining(left))
        : words.plain("state.terminating");
  }

  /// What a busy node does: its actors, or its use of CPU and GPU.
  private String work(NodeFacts node) {
    if (!node.actors().isEmpty()) {
      String first = node.actors().getFirst().label();
      return node.actors().size() == 1
          ? first
          : words.plain("clause.more", first, node.actors().size() - 1);
    }
    String resource = node.total("GPU") > 0 ? "GPU" : "CPU";
    String used = Figures.number(node.used(resource));
    return words.plain("clause.use", used, Figures.number(node.total(resource)), resource);
  }

  private String object(Held held) {
    return held.culprit().isEmpty()
        ? words.plain("culprit.objects.unknown")
        : words.plain("culprit.objects", named(held));
  }

  private String named(Held held) {
    return held.more() > 0
        ? words.plain("clause.more", held.culprit(), held.more())
        : held.culprit();
  }

  /// The culprit where there is room for no more than who it is.
  public String holder(Held held) {
    return held.cause() == Held.Cause.OBJECT && !held.culprit().isEmpty()
        ? named(held)
        : culprit(held);
  }

  /// The culprit in a few words.
  public String culprit(Held held) {
    return switch (held.cause()) {
      case ACTOR, ACTIVITY -> named(held);
      case DEMAND -> words.plain("culprit.demand");
      case OBJECT -> object(held);
      case CONSTRAINT -> held.culprit();
      case MIN_REPLICAS -> "minReplicas";
      case RULE -> words.plain(Reasons.ruleKey(held.reason()));
    };
  }
}
