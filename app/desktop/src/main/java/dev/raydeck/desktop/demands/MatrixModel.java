package dev.raydeck.desktop.demands;

import dev.raydeck.desktop.facts.ClusterFacts;
import dev.raydeck.desktop.facts.DemandFacts;
import dev.raydeck.desktop.facts.GroupFacts;
import dev.raydeck.model.Gate;
import dev.raydeck.model.Reason;
import dev.raydeck.model.ResourceBundle;
import dev.raydeck.model.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// The demand × group matrix: sections with their rows, and what one group says to one shape.
final class MatrixModel {
  private MatrixModel() {}

  /// A line of the list: a section's title, or a demand.
  sealed interface Line {
    record Title(DemandFacts.Section section, int shapes, int requests) implements Line {}

    /// `since` says how long it has been there, empty if that is not known.
    record Shape(DemandFacts demand, List<Cell> cells, String since) implements Line {
      public Shape {
        cells = List.copyOf(cells);
      }
    }
  }

  /// What one group says. `missing` is set for TOO_BIG and NOT_OFFERED. `number` and `limit` are
  /// Pods: new ones (CHOSEN), pinned ones (PINS), those there of those there may be (AT_MAXIMUM),
  /// those allowed now of those allowed at a time (LAUNCH_RATE).
  record Cell(
      String group, Kind kind, ResourceBundle missing, int number, int limit, boolean isNearest) {
    enum Kind {
      CHOSEN,
      RUNS,
      FITS,
      SCORED_LOWER,
      KEPT_FOR_GPU,
      PINS,
      AT_MAXIMUM,
      LAUNCH_RATE,
      TOO_BIG,
      NOT_OFFERED,
      LABELS_DIFFER,
      UNKNOWN
    }
  }

  /// `since` says how long a demand has been there.
  static List<Line> lines(ClusterFacts facts, Function<DemandFacts, String> since) {
    List<Line> lines = new ArrayList<>();
    Map<String, Integer> pinned = pinned(facts);
    for (DemandFacts.Section section : DemandFacts.Section.values()) {
      List<DemandFacts> own =
          facts.demands().stream().filter(demand -> demand.section() == section).toList();
      if (!own.isEmpty()) {
        int requests = own.stream().mapToInt(DemandFacts::count).sum();
        lines.add(new Line.Title(section, own.size(), requests));
        for (DemandFacts demand : own) {
          List<Cell> cells = cells(demand, facts.groups(), pinned);
          lines.add(new Line.Shape(demand, cells, since.apply(demand)));
        }
      }
    }
    return lines;
  }

  /// Workers by group on which the scheduler put a part of the `request_resources` set.
  private static Map<String, Integer> pinned(ClusterFacts facts) {
    Map<String, Integer> byGroup = new HashMap<>();
    if (facts.decision() != null) {
      for (Verdict verdict : facts.decision().verdicts()) {
        if (verdict.subject() instanceof Verdict.Subject.Node node && isPinned(verdict)) {
          byGroup.merge(node.group(), 1, Integer::sum);
        }
      }
    }
    return byGroup;
  }

  private static boolean isPinned(Verdict verdict) {
    return verdict.gates().stream()
        .anyMatch(gate ->
            gate.reason() instanceof Reason.NotPinnedByConstraint pinned
                && !pinned.placed().isEmpty());
  }

  private static List<Cell> cells(
      DemandFacts demand, List<GroupFacts> groups, Map<String, Integer> pinned) {
    Optional<String> nearest = demand.nearest().map(Reason.GroupMiss::group);
    return groups.stream()
        .map(group ->
            cell(
                demand,
                group,
                nearest.filter(group.name()::equals).isPresent(),
                demand.source() == DemandFacts.Source.CONSTRAINT
                    ? pinned.getOrDefault(group.name(), 0)
                    : 0))
        .toList();
  }

  private static Cell cell(DemandFacts demand, GroupFacts group, boolean isNearest, int pinned) {
    Optional<Reason.FitsSomeGroup> fits = demand.reason(Reason.FitsSomeGroup.class);
    Optional<Reason.GroupMiss> miss =
        fits.stream()
            .flatMap(found -> found.misses().stream())
            .filter(one -> one.group().equals(group.name()))
            .findFirst();
    if (miss.isPresent()) {
      return missed(miss.get(), group, isNearest);
    }
    Optional<Reason.LaunchRateAllows> rate = rate(demand, group);
    if (rate.isPresent()) {
      return counted(
          group, Cell.Kind.LAUNCH_RATE, rate.get().allowed(), rate.get().maxConcurrent());
    }
    int coming = coming(demand, group.name());
    if (coming > 0) {
      return counted(group, Cell.Kind.CHOSEN, coming, 0);
    }
    if (pinned > 0) {
      return counted(group, Cell.Kind.PINS, pinned, 0);
    }
    if (demand.verdict() == null) {
      return plain(group, Cell.Kind.UNKNOWN);
    }
    if (demand.verdict().outcome() == Verdict.Outcome.SERVED) {
      return plain(group, Cell.Kind.RUNS);
    }
    return limited(demand, group);
  }

  private static Cell plain(GroupFacts group, Cell.Kind kind) {
    return counted(group, kind, 0, 0);
  }

  private static Cell counted(GroupFacts group, Cell.Kind kind, int number, int limit) {
    return new Cell(group.name(), kind, ResourceBundle.EMPTY, number, limit, false);
  }

  private static Cell missed(Reason.GroupMiss miss, GroupFacts group, boolean isNearest) {
    if (!miss.labelsMatch()) {
      return plain(group, Cell.Kind.LABELS_DIFFER);
    }
    boolean isOffered =
        miss.missing().amounts().keySet().stream().allMatch(name -> group.offer().amount(name) > 0);
    return new Cell(
        group.name(),
        isOffered ? Cell.Kind.TOO_BIG : Cell.Kind.NOT_OFFERED,
        miss.missing(),
        0,
        0,
        isNearest);
  }

  private static int coming(DemandFacts demand, String group) {
    return demand
        .reason(Reason.CoveredByPendingNodes.class)
        .map(covered -> covered.nodesByGroup().getOrDefault(group, 0))
        .orElse(0);
  }

  /// It fits; what keeps the group from serving it.
  private static Cell limited(DemandFacts demand, GroupFacts group) {
    if (group.isAtMaximum()) {
      return counted(group, Cell.Kind.AT_MAXIMUM, group.nodes().size(), group.max());
    }
    return plain(group, scored(demand, group));
  }

  /// What keeps the next turn from launching all the group is to get, be it some now or none.
  private static Optional<Reason.LaunchRateAllows> rate(DemandFacts demand, GroupFacts group) {
    return demand.verdict() == null
        ? Optional.empty()
        : demand.verdict().gates().stream()
            .filter(gate -> gate.state() != Gate.State.NOT_REACHED)
            .map(Gate::reason)
            .filter(Reason.LaunchRateAllows.class::isInstance)
            .map(Reason.LaunchRateAllows.class::cast)
            .filter(rate -> rate.allowed() < rate.wanted())
            .filter(rate -> rate.group().equals(group.name()))
            .findFirst();
  }

  /// Why another group won, where the scheduler compared them.
  private static Cell.Kind scored(DemandFacts demand, GroupFacts group) {
    List<Reason.GroupScore> scores =
        demand.reason(Reason.ScoredBest.class).map(Reason.ScoredBest::candidates).orElse(List.of());
    for (int i = 1; i < scores.size(); i++) {
      if (scores.get(i).group().equals(group.name())) {
        boolean isKeptForGpu = scores.getFirst().gpuOk() && !scores.get(i).gpuOk();
        return isKeptForGpu ? Cell.Kind.KEPT_FOR_GPU : Cell.Kind.SCORED_LOWER;
      }
    }
    return Cell.Kind.FITS;
  }

  /// The largest missing share of what is asked, as the resource and its missing amount.
  static Optional<Map.Entry<String, Double>> worst(Cell cell, ResourceBundle asked) {
    return cell.missing().amounts().entrySet().stream()
        .max(
            java.util.Comparator.comparingDouble(
                entry -> entry.getValue() / Math.max(1e-9, asked.amount(entry.getKey()))));
  }
}
