package dev.raydeck.desktop.resource;

import dev.raydeck.cluster.kube.ObjectView;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/// Which lines of a YAML are shown: what is folded, and what a search finds. Folds are kept by the
/// path of their line, so that they outlive a new reading.
final class YamlModel {
  private final Set<String> folded = new HashSet<>();
  private List<ObjectView.Line> lines = List.of();
  private List<String> paths = List.of();
  private String search = "";

  /// A line to be shown. `number` counts from 1 in the whole text; `folded` is how many lines it
  /// hides, 0 for none. `isWriterSaid`: the row above has the same writer.
  record Row(
      ObjectView.Line line,
      int number,
      String path,
      boolean isFoldable,
      int folded,
      boolean isHit,
      boolean isWriterSaid) {}

  void show(List<ObjectView.Line> fresh) {
    lines = fresh;
    paths = paths(fresh);
  }

  /// Each line's place: the texts of the lines it stands below, and its own.
  private static List<String> paths(List<ObjectView.Line> lines) {
    List<String> paths = new ArrayList<>();
    List<int[]> open = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      while (!open.isEmpty() && open.getLast()[1] < i) {
        open.removeLast();
      }
      String parent = open.isEmpty() ? "" : paths.get(open.getLast()[0]) + "/";
      paths.add(parent + lines.get(i).text().strip());
      if (lines.get(i).below() > 0) {
        open.add(new int[] {i, i + lines.get(i).below()});
      }
    }
    return paths;
  }

  void search(String text) {
    search = text.toLowerCase(Locale.ROOT).strip();
  }

  void toggle(Row row) {
    if (!folded.remove(row.path())) {
      folded.add(row.path());
    }
  }

  /// Folds everything below the first level, or opens all.
  void foldAll(boolean isFolded) {
    folded.clear();
    for (int i = 0; isFolded && i < lines.size(); i++) {
      if (lines.get(i).below() > 0 && !lines.get(i).text().startsWith(" ")) {
        folded.add(paths.get(i));
      }
    }
  }

  /// What is shown; a fold with a hit inside is opened for as long as the search lasts.
  List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    ObjectView.Writer above = null;
    for (int i = 0; i < lines.size(); i++) {
      ObjectView.Line line = lines.get(i);
      boolean isFolded = folded.contains(paths.get(i)) && !hasHit(i + 1, i + line.below());
      rows.add(
          new Row(
              line,
              i + 1,
              paths.get(i),
              line.below() > 0,
              isFolded ? line.below() : 0,
              isHit(line),
              Objects.equals(above, line.writer())));
      above = line.writer();
      if (isFolded) {
        i += line.below();
      }
    }
    return rows;
  }

  private boolean hasHit(int from, int to) {
    return !search.isEmpty() && lines.subList(from, to + 1).stream().anyMatch(this::isHit);
  }

  private boolean isHit(ObjectView.Line line) {
    return !search.isEmpty() && line.text().toLowerCase(Locale.ROOT).contains(search);
  }

  int hits() {
    return (int) lines.stream().filter(this::isHit).count();
  }

  String text() {
    StringBuilder all = new StringBuilder();
    lines.forEach(line -> all.append(line.text()).append('\n'));
    return all.toString();
  }
}
