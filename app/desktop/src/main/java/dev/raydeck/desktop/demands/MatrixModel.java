package dev.raydeck.desktop.demands;

import dev.raydeck.desktop.facts.ClusterFacts;
import dev.raydeck.desktop.facts.DemandFacts;
import dev.raydeck.desktop.facts.GroupFacts;
import dev.raydeck.model.Gate;
import dev.raydeck.model.Reason;
import dev.raydeck.model.ResourceBundle;
import dev.raydeck.model.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The demand × group matrix: sections with their rows, and what one group says to one shape.
final class MatrixModel {
  private MatrixModel() {}

  /// A line of the list: a section's title, or a demand.
  sealed interface Line {
    record Title(DemandFacts.Section section, int shapes, int requests) implements Line {}

    record Shape(DemandFacts demand, List<Cell> cells) implements Line {
      public Shape {
        cells = List.copyOf(cells);
      }
    }
  }

  /// What one group says. `missing` is set for TOO_BIG, `number` counts the new or pinned workers.
  record Cell(String group, Kind kind, ResourceBundle missing, int number, boolean isNearest) {
    enum Kind {
      CHOSEN,
      RUNS,
      FITS,
      AT_MAXIMUM,
      LAUNCH_RATE,
      TOO_BIG,
      NOT_OFFERED,
      LABELS_DIFFER,
      UNKNOWN
    }
  }

  static List<Line> lines(ClusterFacts facts) {
    List<Line> lines = new ArrayList<>();
    for (DemandFacts.Section section : DemandFacts.Section.values()) {
      List<DemandFacts> own =
          facts.demands().stream().filter(demand -> demand.section() == section).toList();
      if (!own.isEmpty()) {
        int requests = own.stream().mapToInt(DemandFacts::count).sum();
        lines.add(new Line.Title(section, own.size(), requests));
        own.forEach(demand -> lines.add(new Line.Shape(demand, cells(demand, facts.groups()))));
      }
    }
    return lines;
  }

  static List<Cell> cells(DemandFacts demand, List<GroupFacts> groups) {
    Optional<String> nearest = demand.nearest().map(Reason.GroupMiss::group);
    return groups.stream()
        .map(group -> cell(demand, group, nearest.filter(group.name()::equals).isPresent()))
        .toList();
  }

  private static Cell cell(DemandFacts demand, GroupFacts group, boolean isNearest) {
    Optional<Reason.FitsSomeGroup> fits = demand.reason(Reason.FitsSomeGroup.class);
    Optional<Reason.GroupMiss> miss =
        fits.stream()
            .flatMap(found -> found.misses().stream())
            .filter(one -> one.group().equals(group.name()))
            .findFirst();
    if (miss.isPresent()) {
      return missed(miss.get(), group, isNearest);
    }
    int coming = coming(demand, group.name());
    if (coming > 0) {
      return plain(group, Cell.Kind.CHOSEN, coming);
    }
    if (demand.verdict() == null) {
      return plain(group, Cell.Kind.UNKNOWN, 0);
    }
    if (demand.verdict().outcome() == Verdict.Outcome.SERVED) {
      return plain(group, Cell.Kind.RUNS, 0);
    }
    return plain(group, limit(demand, group), 0);
  }

  private static Cell plain(GroupFacts group, Cell.Kind kind, int number) {
    return new Cell(group.name(), kind, ResourceBundle.EMPTY, number, false);
  }

  private static Cell missed(Reason.GroupMiss miss, GroupFacts group, boolean isNearest) {
    if (!miss.labelsMatch()) {
      return plain(group, Cell.Kind.LABELS_DIFFER, 0);
    }
    boolean isOffered =
        miss.missing().amounts().keySet().stream().allMatch(name -> group.offer().amount(name) > 0);
    return new Cell(
        group.name(),
        isOffered ? Cell.Kind.TOO_BIG : Cell.Kind.NOT_OFFERED,
        miss.missing(),
        0,
        isNearest);
  }

  private static int coming(DemandFacts demand, String group) {
    return demand
        .reason(Reason.CoveredByPendingNodes.class)
        .map(covered -> covered.nodesByGroup().getOrDefault(group, 0))
        .orElse(0);
  }

  private static Cell.Kind limit(DemandFacts demand, GroupFacts group) {
    boolean isRated =
        demand.verdict() != null
            && demand.verdict().gates().stream()
                .anyMatch(gate ->
                    gate.state() == Gate.State.HOLDS
                        && gate.reason() instanceof Reason.LaunchRateAllows rate
                        && rate.group().equals(group.name()));
    return isRated
        ? Cell.Kind.LAUNCH_RATE
        : group.isAtMaximum() ? Cell.Kind.AT_MAXIMUM : Cell.Kind.FITS;
  }

  /// The largest missing share of what is asked, as the resource and its missing amount.
  static Optional<Map.Entry<String, Double>> worst(Cell cell, ResourceBundle asked) {
    return cell.missing().amounts().entrySet().stream()
        .max(
            java.util.Comparator.comparingDouble(
                entry -> entry.getValue() / Math.max(1e-9, asked.amount(entry.getKey()))));
  }
}
