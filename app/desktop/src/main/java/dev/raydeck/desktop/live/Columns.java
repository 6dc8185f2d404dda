package dev.raydeck.desktop.live;

import java.util.Map;

/// How a person set a table's columns: widths in pixels at a size of type of 100 %, and whether one
/// is shown, each by the column's word. What nobody set is not in it.
public record Columns(Map<String, Double> widths, Map<String, Boolean> shown) {
  public static final Columns NONE = new Columns(Map.of(), Map.of());

  public Columns {
    widths = Map.copyOf(widths);
    shown = Map.copyOf(shown);
  }

  public static Columns ofWidths(Map<String, Double> widths) {
    return new Columns(widths, Map.of());
  }
}
