package dev.raydeck.desktop.live;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// How a person set a table's columns: widths in pixels at a size of type of 100 %, whether one is
/// shown, and those the rows are sorted by, the first first; each by the column's word. What nobody
/// set is not in it.
public record Columns(
    Map<String, Double> widths, Map<String, Boolean> shown, List<Sorting> sorted) {
  public static final Columns NONE = new Columns(Map.of(), Map.of(), List.of());

  /// Rows are sorted by a column.
  public record Sorting(String column, boolean isDescending) {}

  public Columns {
    widths = Map.copyOf(widths);
    shown = Map.copyOf(shown);
    sorted = List.copyOf(sorted);
  }

  public static Columns ofWidths(Map<String, Double> widths) {
    return new Columns(widths, Map.of(), List.of());
  }

  /// With those of another table of the same place, whose columns have other words.
  public Columns and(Columns other) {
    Map<String, Double> allWidths = new HashMap<>(widths);
    allWidths.putAll(other.widths);
    Map<String, Boolean> allShown = new HashMap<>(shown);
    allShown.putAll(other.shown);
    return new Columns(
        allWidths, allShown, Stream.concat(sorted.stream(), other.sorted.stream()).toList());
  }

  public Columns withShown(Map<String, Boolean> now) {
    return new Columns(widths, now, sorted);
  }
}
