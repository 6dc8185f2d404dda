package dev.raydeck.engine.scheduling;

import dev.raydeck.engine.scheduling.SchedulingReply.Placement;
import dev.raydeck.model.PlacementConstraint;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What happens if everything that waits is tried, in order, on a node in some state.
///
/// It stays true for every node in that state until less waits of something it took all of, or had
/// to stop at: that is what makes one attempt do for thousands of nodes.
final class Attempt implements StateNote {
  private final NodeState from;
  private final NodeStates states;
  private final double[] free;
  private int labels;
  private boolean mentionsGpu;
  private boolean[] matched;
  private boolean hasOwnMatched;
  private int[] selectors;

  private final Taken taken = new Taken();
  private @Nullable NodeState result;

  private Attempt(NodeState from, NodeStates states) {
    this.from = from;
    this.states = states;
    this.free = from.free.clone();
    this.labels = from.labels;
    this.mentionsGpu = from.mentionsGpu;
    this.matched = from.matched;
    this.selectors = from.selectors;
  }

  static Attempt of(NodeState from, Waiting waiting, NodeStates states) {
    Attempt attempt = new Attempt(from, states);
    for (int i = 0; i < waiting.activeCount(); i++) {
      int group = waiting.active(i);
      attempt.tryAll(waiting.ask(group), group, waiting.left(group));
    }
    return attempt;
  }

  /// Tries only groups that may fit at all, see [#fitting].
  static Attempt of(NodeState from, int[] fitting, Waiting waiting, NodeStates states) {
    Attempt attempt = new Attempt(from, states);
    for (int group : fitting) {
      if (waiting.left(group) > 0) {
        attempt.tryAll(waiting.ask(group), group, waiting.left(group));
      }
    }
    return attempt;
  }

  /// The groups of which one fits the node as it is: the others never will, because a node only
  /// fills up. Unless a mark may change what a label selector says: then all may.
  static int[] fitting(NodeState from, Waiting waiting, NodeStates states) {
    Attempt attempt = new Attempt(from, states);
    int[] fitting = new int[waiting.activeCount()];
    int count = 0;
    for (int i = 0; i < fitting.length; i++) {
      int group = waiting.active(i);
      if (states.vocabulary().isEntangled() || attempt.fits(waiting.ask(group))) {
        fitting[count++] = group;
      }
    }
    return Arrays.copyOf(fitting, count);
  }

  /// The state after placements made before, which fitted then.
  static NodeState replay(NodeState start, SchedulingNode node, Source source, NodeStates states) {
    Attempt attempt = new Attempt(start, states);
    for (Placement placement : node.placed(source)) {
      Ask ask = states.vocabulary().ask(placement.request());
      for (int i = 0; i < placement.count(); i++) {
        attempt.takeAmounts(ask);
      }
      attempt.note(ask);
    }
    return attempt.result();
  }

  private void tryAll(Ask ask, int group, int left) {
    if (!fits(ask)) {
      return;
    }
    int count = 0;
    if (ask.isFree) {
      count = left;
    } else {
      do {
        takeAmounts(ask);
        mark(ask);
        count++;
      } while (count < left && fits(ask));
    }
    note(ask);
    boolean isLimitedByNode = count < left || (!ask.isFree && !fits(ask));
    taken.add(group, count, isLimitedByNode ? Taken.UNLIMITED : left);
  }

  /// Ray asks for labels first; amounts are the cheaper question.
  private boolean fits(Ask ask) {
    for (int i = 0; i < ask.amounts.length; i++) {
      if (ask.amounts[i] > free(ask, i)) {
        return false;
      }
    }
    if (ask.selectors >= 0 && states.labelSets().match(ask.selectors, labels) < 0) {
      return false;
    }
    PlacementConstraint anti = ask.antiAffinity;
    return anti == null
        || !anti.labelValue().equals(states.labelSets().set(labels).get(anti.labelName()));
  }

  private double free(Ask ask, int i) {
    double listed = free[ask.resources[i]];
    if (!Double.isNaN(listed)) {
      return listed;
    }
    return ask.isImplicit[i] ? 1.0 : 0.0;
  }

  private void takeAmounts(Ask ask) {
    for (int i = 0; i < ask.amounts.length; i++) {
      if (ask.amounts[i] != 0) {
        free[ask.resources[i]] = free(ask, i) - ask.amounts[i];
      }
    }
  }

  private void mark(Ask ask) {
    PlacementConstraint anti = ask.antiAffinity;
    if (anti == null) {
      return;
    }
    String present = states.labelSets().set(labels).get(anti.labelName());
    if (present != null) {
      throw new SchedulingFailure(
          "a node of type %s has the anti-affinity label %s with another value, %s instead of %s"
              .formatted(from.body.type, anti.labelName(), present, anti.labelValue()));
    }
    labels = states.labelSets().with(labels, anti.labelName(), anti.labelValue());
  }

  private void note(Ask ask) {
    mentionsGpu |= ask.mentionsGpu;
    for (int i = 0; i < ask.amounts.length; i++) {
      int resource = ask.resources[i];
      double total = from.body.total[resource];
      if (ask.amounts[i] > 0 && !Double.isNaN(total) && !matched[resource]) {
        if (!hasOwnMatched) {
          matched = matched.clone();
          hasOwnMatched = true;
        }
        matched[resource] = true;
      }
    }
    boolean canCount = selectors.length == 0 || states.vocabulary().isEntangled();
    if (ask.selectors >= 0 && canCount && !isNoted(ask.selectors)) {
      selectors = Arrays.copyOf(selectors, selectors.length + 1);
      selectors[selectors.length - 1] = ask.selectors;
    }
  }

  private boolean isNoted(int list) {
    for (int one : selectors) {
      if (one == list) {
        return true;
      }
    }
    return false;
  }

  Taken taken() {
    return taken;
  }

  /// The node with everything on it.
  SchedulingNode on(SchedulingNode node, Source source, Waiting waiting) {
    return node.with(source, taken.placed(node.placed(source), waiting), labels(node), this);
  }

  private Map<String, String> labels(SchedulingNode node) {
    if (labels == from.labels) {
      return node.labels;
    }
    Map<String, String> marked = new HashMap<>(node.labels);
    marked.putAll(states.labelSets().set(labels));
    return marked;
  }

  /// Found only when somebody asks: nothing comes after the last requests.
  @Override
  public NodeState state() {
    return result();
  }

  NodeState result() {
    if (result == null) {
      result =
          states.intern(
              new NodeState(
                  from.body,
                  free,
                  labels,
                  mentionsGpu,
                  matched,
                  selectors,
                  states.likeness(from.likeness.base, labels, free)));
    }
    return result;
  }

  UtilizationScore score(boolean conservesGpu) {
    NodeBody body = from.body;
    double least = Double.MAX_VALUE;
    double sum = 0;
    int counted = 0;
    for (int i = 0; i < body.parts.length; i++) {
      int resource = body.parts[i];
      double filling = resource < 0 ? body.fixed[i] : filling(body, resource);
      if (filling >= 0) {
        least = Math.min(least, filling);
        sum += filling;
        counted++;
      }
    }
    if (body.isBroken) {
      throw broken("a resource");
    }
    counted += body.zeros;
    boolean gpuOk = !conservesGpu || !body.hasGpu || mentionsGpu;
    return new UtilizationScore(
        labelScore(),
        gpuOk,
        matching(),
        counted == 0 || body.zeros > 0 ? 0 : least,
        counted == 0 ? 0 : sum / counted);
  }

  /// -1 where the resource does not count.
  private double filling(NodeBody body, int resource) {
    double total = body.total[resource];
    double left = free[resource];
    if (total == 0 || Double.isNaN(left)) {
      return -1;
    }
    double used = (total - left) / total;
    if (used < 0 || used > 1) {
      throw broken("%s of %s".formatted(left, total));
    }
    return total * UtilizationScore.cube(used);
  }

  private SchedulingFailure broken(String what) {
    return new SchedulingFailure(
        "a node of type %s has more free than it has, or less than nothing: %s"
            .formatted(from.body.type, what));
  }

  private int labelScore() {
    for (int list : selectors) {
      int match = states.labelSets().match(list, labels);
      if (match >= 0) {
        return states.vocabulary().selectorList(list).size() - match;
      }
    }
    return 0;
  }

  private int matching() {
    int count = 0;
    for (boolean one : matched) {
      count += one ? 1 : 0;
    }
    return count;
  }
}
