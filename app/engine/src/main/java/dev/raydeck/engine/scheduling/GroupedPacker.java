package dev.raydeck.engine.scheduling;

import dev.raydeck.model.NodeType;
import dev.raydeck.model.Reason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Ray's packer, with nodes in the same state and equal requests handled together.
///
/// Ray tries everything that waits on every node, keeps the best node, and begins again: nodes ×
/// nodes × requests steps. But what a trial comes to depends only on the node's state and on how
/// much waits of what it takes, so there is one trial for each different state, tried again only
/// when something it relies on has run out; and requests that are equal are taken in one go. The
/// result, its order and its rounding are those of the plain way, which the tests keep and compare:
/// the same subtractions of the same doubles, one unit after another.
final class GroupedPacker implements Packer {
  private static final byte LEFT = 0;
  private static final byte CHOSEN = 1;
  private static final byte EXHAUSTED = 2;

  private final Vocabulary vocabulary;
  private final NodeStates states;
  private final Map<String, SchedulingNode> fresh = new HashMap<>();

  GroupedPacker(SchedulingRequest request) {
    this.vocabulary = Vocabulary.of(request);
    Map<String, NodeType> types = new HashMap<>();
    for (NodeType type : request.nodeTypes()) {
      types.put(type.name(), type);
    }
    this.states = new NodeStates(vocabulary, new LabelSets(vocabulary), types);
  }

  @Override
  public Packing pack(Plan plan, List<RequestGroup> requests, Source source) {
    return requests.isEmpty()
        ? new Packing(plan.nodes(), requests, Map.of())
        : new Run(plan, requests, source).pack();
  }

  private final class Run {
    private final Plan plan;
    private final Source source;
    private final Waiting waiting;
    private final boolean conservesGpu;
    private final List<SchedulingNode> nodes;
    private final List<SchedulingNode> target;
    private final Map<String, Reason.ScoredBest> scores = new HashMap<>();

    Run(Plan plan, List<RequestGroup> requests, Source source) {
      this.plan = plan;
      this.source = source;
      this.waiting = new Waiting(requests, vocabulary);
      this.conservesGpu = plan.request.conservesGpu();
      this.nodes = plan.nodes();
      this.target = new ArrayList<>(nodes.size() + 16);
    }

    Packing pack() {
      useExistingNodes();
      addNewNodes();
      return new Packing(target, waiting.unplaced(), scores);
    }

    private void useExistingNodes() {
      byte[] fate = new byte[nodes.size()];
      List<Lot> lots = lots(fate);
      findKin(lots);
      while (!waiting.isEmpty()) {
        Lot best = best(lots);
        if (best == null) {
          break;
        }
        int place = best.removeFirst();
        fate[place] = CHOSEN;
        put(best, nodes.get(place));
        if (best.isEmpty()) {
          lots.remove(best);
        }
      }
      addOthers(fate);
    }

    /// Nodes by state, in the order states first appear; exhausted ones are left out.
    private List<Lot> lots(byte[] fate) {
      double[] least = waiting.leastAmounts(vocabulary.size());
      List<Lot> lots = new ArrayList<>();
      int[] links = new int[nodes.size()];
      for (int i = 0; i < fate.length; i++) {
        SchedulingNode node = nodes.get(i);
        if (node.isRunning() && least != null && isExhausted(node, least)) {
          fate[i] = EXHAUSTED;
          continue;
        }
        NodeState state = states.of(node, source);
        if (waiting.isTooLittle(state.free, 0) && state.isSound()) {
          continue;
        }
        Lot lot = state.lot;
        if (lot == null) {
          lot = new Lot(state);
          state.lot = lot;
          lots.add(lot);
        }
        lot.add(i, links);
      }
      for (Lot lot : lots) {
        lot.state.lot = null;
      }
      return lots;
    }

    /// Whether a running node has less of everything than the least anybody asks for.
    private boolean isExhausted(SchedulingNode node, double[] least) {
      NodeState state = node.placed(source).isEmpty() ? null : states.of(node, source);
      for (int i = 0; i < least.length; i++) {
        if (least[i] == Double.POSITIVE_INFINITY) {
          continue;
        }
        double free = state == null ? node.free(source).amount(vocabulary.name(i)) : state.free[i];
        if (free >= least[i]) {
          return false;
        }
      }
      return true;
    }

    private static void findKin(List<Lot> lots) {
      for (Lot lot : lots) {
        if (!lot.state.likeness.base.equals(NodeStates.RUNNING)) {
          lot.joinKin();
        }
      }
      for (Lot lot : lots) {
        lot.state.likeness.first = null;
      }
    }

    private @Nullable Lot best(List<Lot> lots) {
      Lot best = null;
      int kept = 0;
      for (int i = 0; i < lots.size(); i++) {
        Lot lot = lots.get(i);
        if (lot.isTried()) {
          if (!lot.attempt(waiting, states, conservesGpu).taken().isAny()) {
            continue;
          }
          if (best == null || isBetter(lot, best)) {
            best = lot;
          }
        }
        lots.set(kept++, lot);
      }
      lots.subList(kept, lots.size()).clear();
      return best;
    }

    private boolean isBetter(Lot lot, Lot best) {
      int order = compare(lot, best);
      return order > 0 || (order == 0 && lot.first() < best.first());
    }

    private int compare(Lot one, Lot other) {
      int order = one.score().compareTo(other.score());
      if (order != 0 || one.state.body.type.equals(other.state.body.type)) {
        return order;
      }
      return compareTypes(one.state.body.type, other.state.body.type);
    }

    private int compareTypes(String one, String other) {
      int order = Double.compare(plan.recoverable(one), plan.recoverable(other));
      if (order == 0) {
        order = Integer.compare(priority(one), priority(other));
      }
      return order == 0 ? Double.compare(plan.availability(one), plan.availability(other)) : order;
    }

    private int priority(String name) {
      NodeType type = plan.types.get(name);
      return type == null ? 0 : type.priority();
    }

    private void put(Lot lot, SchedulingNode node) {
      Attempt attempt = lot.attempt(waiting, states, conservesGpu);
      target.add(attempt.on(node, source, waiting));
      attempt.taken().takeFrom(waiting);
    }

    /// What was not chosen keeps its order; exhausted nodes come last.
    private void addOthers(byte[] fate) {
      for (byte which : new byte[] {LEFT, EXHAUSTED}) {
        for (int i = 0; i < fate.length; i++) {
          if (fate[i] == which) {
            target.add(nodes.get(i));
          }
        }
      }
    }

    /// An empty new node of a type: nodes are only ever copied from it, so one does.
    private SchedulingNode fresh(NodeType type) {
      SchedulingNode known = fresh.get(type.name());
      if (known == null) {
        known = plan.planned(type);
        fresh.put(type.name(), known);
      }
      return known;
    }

    /// One new node of each type that may still grow; a type that was used goes to the end of the
    /// line.
    private void addNewNodes() {
      if (waiting.isEmpty()) {
        return;
      }
      int[] available = plan.available();
      Map<Lot, NodeType> types = new LinkedHashMap<>();
      List<Lot> pool = new ArrayList<>();
      int line = 0;
      for (NodeType type : plan.types.values()) {
        SchedulingNode fresh = fresh(type);
        if (available[fresh.typeNumber] > 0) {
          Lot lot = new Lot(states.of(fresh, source));
          lot.hold(line++);
          types.put(lot, type);
          pool.add(lot);
        }
      }
      while (!waiting.isEmpty() && target.size() < plan.maxNodes()) {
        Lot best = best(pool);
        NodeType type = best == null ? null : types.get(best);
        if (best == null || type == null) {
          return;
        }
        compareOnce(type.name(), pool);
        best.removeFirst();
        SchedulingNode fresh = fresh(type);
        put(best, fresh);
        if (--available[fresh.typeNumber] > 0) {
          best.hold(line++);
        } else {
          pool.remove(best);
        }
      }
    }

    /// What each type would have made of it when the first node of one was added, best first.
    private void compareOnce(String chosen, List<Lot> pool) {
      if (scores.containsKey(chosen) || plan.scores().containsKey(chosen)) {
        return;
      }
      List<Lot> lots = new ArrayList<>();
      for (Lot lot : pool) {
        if (lot.attempt(waiting, states, conservesGpu).taken().isAny()) {
          lots.add(lot);
        }
      }
      lots.sort(this::bestFirst);
      List<Reason.GroupScore> compared = new ArrayList<>();
      for (Lot lot : lots) {
        compared.add(lot.score().reason(lot.state.body.type));
      }
      scores.put(chosen, new Reason.ScoredBest(compared));
    }

    private int bestFirst(Lot one, Lot other) {
      return isBetter(one, other) ? -1 : isBetter(other, one) ? 1 : 0;
    }
  }
}
