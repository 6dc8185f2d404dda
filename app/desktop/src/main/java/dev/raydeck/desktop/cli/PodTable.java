package dev.raydeck.desktop.cli;

import dev.raydeck.desktop.facts.ClusterFacts;
import dev.raydeck.desktop.facts.NodeFacts;
import dev.raydeck.desktop.words.Clauses;
import dev.raydeck.desktop.words.Figures;
import dev.raydeck.model.RayCluster;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A cluster's Pods joined with their Ray nodes, as aligned columns for a terminal.
final class PodTable {
  private static final List<String> TITLES =
      List.of("POD", "GROUP", "READY", "STATUS", "RAY", "CPU", "REMOVAL", "WHAT", "AGE");

  private final Clauses clauses;
  private final Figures figures;

  PodTable(Clauses clauses, Figures figures) {
    this.clauses = clauses;
    this.figures = figures;
  }

  /// One line of what the RayCluster asks for, then a line a Pod.
  List<String> lines(RayCluster cluster, ClusterFacts facts, Instant now) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(TITLES);
    facts.nodes().forEach(node -> rows.add(row(node, now)));
    List<String> lines = new ArrayList<>();
    lines.add("RayCluster " + cluster.namespace() + "/" + cluster.name());
    int[] widths = new int[TITLES.size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder(" ");
      for (int i = 0; i < widths.length; i++) {
        line.append(row.get(i)).repeat(' ', widths[i] - row.get(i).length() + 2);
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }

  private List<String> row(NodeFacts node, Instant now) {
    return List.of(
        node.pod().name(),
        node.pod().group(),
        node.pod().readyContainers() + "/" + node.pod().containers().size(),
        node.pod().displayStatus(),
        node.ray() == null ? "-" : node.ray().status().name(),
        node.ray() == null
            ? "-"
            : Figures.number(node.used("CPU")) + "/" + Figures.number(node.total("CPU")),
        removal(node.remaining(now)),
        clauses.node(node, now, now),
        figures.duration(node.age(now)));
  }

  private String removal(@Nullable Duration left) {
    return left == null ? "-" : figures.remaining(left);
  }
}
