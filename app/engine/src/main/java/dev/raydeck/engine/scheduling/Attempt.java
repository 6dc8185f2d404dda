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
  private @Nullable PlacementConstraint mark;
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
      if (attempt.tryAll(waiting.ask(group), group, waiting.left(group))
          && waiting.isTooLittle(attempt.free, group + 1)) {
        break;
      }
    }
    return attempt;
  }

  /// Tries only groups that may fit at all, see [#fitting].
  static Attempt of(NodeState from, int[] fitting, Waiting waiting, NodeStates states) {
    Attempt attempt = new Attempt(from, states);
    for (int group : fitting) {
      if (waiting.left(group) > 0
          && attempt.tryAll(waiting.ask(group), group, waiting.left(group))
          && waiting.isTooLittle(attempt.free, group + 1)) {
        break;
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
      attempt.list(ask);
      for (int i = 0; i < placement.count(); i++) {
        for (int k = 0; k < ask.amounts.length; k++) {
          attempt.free[ask.resources[k]] -= ask.amounts[k];
        }
      }
      attempt.note(ask);
    }
    return attempt.result();
  }

  /// Whether it took any.
  private boolean tryAll(Ask ask, int group, int left) {
    if (!fits(ask)) {
      return false;
    }
    int count = take(ask, left);
    note(ask);
    boolean isLimitedByNode = count < left || (!ask.isFree && !fits(ask));
    taken.add(group, count, isLimitedByNode ? Taken.UNLIMITED : left);
    return true;
  }

  /// Takes one that fits and those after it, unit by unit: one subtraction of the sum would round
  /// differently.
  private int take(Ask ask, int left) {
    if (ask.isFree) {
      return left;
    }
    list(ask);
    double[] amounts = ask.amounts;
    int[] resources = ask.resources;
    int count = 0;
    do {
      for (int i = 0; i < amounts.length; i++) {
        free[resources[i]] -= amounts[i];
      }
      count++;
      if (ask.antiAffinity != null) {
        mark(ask.antiAffinity);
      }
    } while (count < left && hasRoom(ask) && (ask.antiAffinity == null || allows(ask)));
    return count;
  }

  /// Lists what every node has one of, before some of it is taken.
  private void list(Ask ask) {
    for (int i = 0; i < ask.amounts.length; i++) {
      if (ask.isImplicit[i] && ask.amounts[i] != 0 && Double.isNaN(free[ask.resources[i]])) {
        free[ask.resources[i]] = 1;
      }
    }
  }

  /// Ray asks for labels first; amounts are the cheaper question.
  private boolean fits(Ask ask) {
    return hasRoom(ask) && allows(ask);
  }

  private boolean hasRoom(Ask ask) {
    double[] amounts = ask.amounts;
    int[] resources = ask.resources;
    for (int i = 0; i < amounts.length; i++) {
      double listed = free[resources[i]];
      if (!(amounts[i] <= listed)
          && !(Double.isNaN(listed) && amounts[i] <= (ask.isImplicit[i] ? 1 : 0))) {
        return false;
      }
    }
    return true;
  }

  private boolean allows(Ask ask) {
    if (ask.selectors >= 0 && states.labelSets().match(ask.selectors, labels) < 0) {
      return false;
    }
    PlacementConstraint anti = ask.antiAffinity;
    return anti == null || !anti.labelValue().equals(label(anti.labelName()));
  }

  private @Nullable String label(String name) {
    PlacementConstraint waits = mark;
    return waits != null && waits.labelName().equals(name)
        ? waits.labelValue()
        : states.labelSets().set(labels).get(name);
  }

  private void mark(PlacementConstraint anti) {
    String present = label(anti.labelName());
    if (present != null) {
      throw new SchedulingFailure(
          "a node of type %s has the anti-affinity label %s with another value, %s instead of %s"
              .formatted(from.body.type, anti.labelName(), present, anti.labelValue()));
    }
    addMark();
    mark = anti;
    if (states.vocabulary().isEntangled()) {
      addMark();
    }
  }

  /// Most attempts come to nothing: the last mark is added only once the labels are needed.
  private void addMark() {
    PlacementConstraint waits = mark;
    if (waits != null) {
      labels = states.labelSets().with(labels, waits);
      mark = null;
    }
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
    PlacementConstraint waits = mark;
    if (labels == from.labels && waits == null) {
      return node.labels;
    }
    Map<String, String> marked = new HashMap<>(node.labels);
    if (labels != from.labels) {
      marked.putAll(states.labelSets().set(labels));
    }
    if (waits != null) {
      marked.put(waits.labelName(), waits.labelValue());
    }
    return marked;
  }

  /// Found only when somebody asks: nothing comes after the last requests.
  @Override
  public NodeState state() {
    return result();
  }

  NodeState result() {
    if (result == null) {
      addMark();
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
    boolean gpuOk = !conservesGpu || !body.hasGpu || mentionsGpu;
    return UtilizationScore.of(body, free, labelScore(), gpuOk, matching());
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
