package dev.raydeck.sandbox.program;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// A table in the plain style of Python's tabulate: an index column, two spaces between columns,
/// numbers to the right.
final class PlainTable {
  private static final Pattern NUMBER = Pattern.compile("[-+]?\\d+(\\.\\d+)?");
  private static final String GAP = "  ";

  /// A column is two wider than its header, or as wide as its widest line.
  private record Column(int width, boolean isNumeric) {
    String pad(String text) {
      String blanks = " ".repeat(Math.max(0, width - text.length()));
      return isNumeric ? blanks + text : text + blanks;
    }
  }

  private PlainTable() {}

  /// Cells may have several lines.
  static String of(List<String> headers, List<List<String>> rows) {
    List<List<String>> all = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      List<String> row = new ArrayList<>(List.of(Integer.toString(i)));
      row.addAll(rows.get(i));
      all.add(row);
    }
    List<String> titles = new ArrayList<>(List.of(""));
    titles.addAll(headers);
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < titles.size(); i++) {
      columns.add(column(titles.get(i), i, all));
    }
    List<String> lines = new ArrayList<>(List.of(join(titles, columns)));
    all.forEach(row -> lines.addAll(lines(row, columns)));
    return String.join("\n", lines);
  }

  private static Column column(String title, int index, List<List<String>> rows) {
    List<String> cells = rows.stream().map(row -> row.get(index)).toList();
    int widest = cells.stream().flatMap(String::lines).mapToInt(String::length).max().orElse(0);
    boolean isNumeric =
        cells.stream().anyMatch(cell -> !cell.isEmpty())
            && cells.stream().allMatch(cell -> cell.isEmpty() || NUMBER.matcher(cell).matches());
    return new Column(Math.max(title.length() + GAP.length(), widest), isNumeric);
  }

  private static List<String> lines(List<String> row, List<Column> columns) {
    List<List<String>> cells = row.stream().map(cell -> cell.lines().toList()).toList();
    int height = cells.stream().mapToInt(List::size).max().orElse(1);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < height; i++) {
      int line = i;
      lines.add(
          join(
              cells.stream().map(cell -> line < cell.size() ? cell.get(line) : "").toList(),
              columns));
    }
    return lines;
  }

  private static String join(List<String> cells, List<Column> columns) {
    List<String> padded = new ArrayList<>();
    for (int i = 0; i < cells.size(); i++) {
      padded.add(columns.get(i).pad(cells.get(i)));
    }
    return String.join(GAP, padded).stripTrailing();
  }
}
