package dev.raydeck.engine.text;

import dev.raydeck.engine.PythonFloat;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// Values as Python's `str` and `repr` show them.
public final class PythonText {
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
  private static final DateTimeFormatter MICROS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

  private PythonText() {}

  /// A local date and time; whole seconds have no fraction.
  public static String dateTime(Instant at, ZoneId zone) {
    Instant micros = at.truncatedTo(ChronoUnit.MICROS);
    DateTimeFormatter format =
        micros.equals(micros.truncatedTo(ChronoUnit.SECONDS)) ? SECONDS : MICROS;
    return format.withZone(zone).format(micros);
  }

  public static String time(Instant at, ZoneId zone) {
    return TIME.withZone(zone).format(at);
  }

  /// A dict of floats.
  public static String dict(Map<String, Double> amounts) {
    return amounts.entrySet().stream()
        .map(entry -> quoted(entry.getKey()) + ": " + PythonFloat.text(entry.getValue()))
        .collect(Collectors.joining(", ", "{", "}"));
  }

  /// A list of strings.
  public static String list(Collection<String> values) {
    return values.stream().map(PythonText::quoted).collect(Collectors.joining(", ", "[", "]"));
  }

  /// A set of strings, in the order given: Python's own is chance.
  public static String set(Collection<String> values) {
    return values.isEmpty()
        ? "set()"
        : values.stream().map(PythonText::quoted).collect(Collectors.joining(", ", "{", "}"));
  }

  /// A string between the quotes Python chooses.
  public static String quoted(String text) {
    String escaped = text.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t");
    return text.contains("'") && !text.contains("\"")
        ? '"' + escaped + '"'
        : "'" + escaped.replace("'", "\\'") + "'";
  }
}
