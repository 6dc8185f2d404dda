package dev.raydeck.cluster.kube;

import dev.raydeck.cluster.kube.ObjectView.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Writes an object as YAML, a line a field, the way kubectl does: keys in the server's order, list
/// items at their key's own depth.
final class YamlLines {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./$(][^\\n]*");
  private static final Pattern AMBIGUOUS =
      Pattern.compile(
          "[-+.\\d][\\d._eE+-]*|0x[\\da-fA-F]+|true|false|null|yes|no|on|off|y|n|~|[\\d-]+T?[\\d:.]*Z?",
          Pattern.CASE_INSENSITIVE);

  private final List<Line> lines = new ArrayList<>();

  private YamlLines() {}

  static List<Line> of(Map<?, ?> root, FieldWriters writers) {
    YamlLines yaml = new YamlLines();
    yaml.map(root, "", "", writers);
    return yaml.lines;
  }

  /// `first` begins the first line, `indent` the others: a list item's first key follows its dash.
  private void map(Map<?, ?> map, String first, String indent, FieldWriters writers) {
    String start = first;
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      String key = String.valueOf(entry.getKey());
      value(start + key(key) + ":", indent, entry.getValue(), writers.field(key));
      start = indent;
    }
  }

  private void value(String head, String indent, @Nullable Object value, FieldWriters writers) {
    int at = lines.size();
    switch (value) {
      case Map<?, ?> map when !map.isEmpty() -> {
        lines.add(new Line(head, 0, writers.owner()));
        map(map, indent + "  ", indent + "  ", writers);
      }
      case List<?> list when !list.isEmpty() -> {
        lines.add(new Line(head, 0, writers.owner()));
        items(list, indent, writers);
      }
      case String text when text.contains("\n") -> {
        lines.add(new Line(head + (text.endsWith("\n") ? " |" : " |-"), 0, writers.owner()));
        text.lines()
            .forEach(line ->
                lines.add(
                    new Line(line.isEmpty() ? "" : indent + "  " + line, 0, writers.owner())));
      }
      case null, default -> lines.add(new Line(head + " " + scalar(value), 0, writers.owner()));
    }
    below(at);
  }

  private void items(List<?> list, String indent, FieldWriters writers) {
    for (Object item : list) {
      int at = lines.size();
      FieldWriters own = writers.item(item);
      if (item instanceof Map<?, ?> map && !map.isEmpty()) {
        map(map, indent + "- ", indent + "  ", own);
      } else if (item instanceof List<?> inner && !inner.isEmpty()) {
        lines.add(new Line(indent + "-", 0, own.owner()));
        items(inner, indent + "  ", own);
      } else {
        lines.add(new Line(indent + "- " + scalar(item), 0, own.owner()));
      }
      below(at);
    }
  }

  /// All lines since belong below the one at a place: a list item's first line holds its others.
  private void below(int at) {
    Line head = lines.get(at);
    int below = lines.size() - at - 1;
    if (below > head.below()) {
      lines.set(at, new Line(head.text(), below, head.writer()));
    }
  }

  private static String key(String key) {
    return isPlain(key) ? key : Json.text(key);
  }

  private static String scalar(@Nullable Object value) {
    return switch (value) {
      case null -> "null";
      case Map<?, ?> _ -> "{}";
      case List<?> _ -> "[]";
      case String text -> isPlain(text) ? text : Json.text(text);
      default -> value.toString();
    };
  }

  private static boolean isPlain(String text) {
    return PLAIN.matcher(text).matches()
        && !AMBIGUOUS.matcher(text).matches()
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.endsWith(":")
        && !text.endsWith(" ");
  }
}
