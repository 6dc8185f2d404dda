package dev.raydeck.sandbox.program;

import dev.raydeck.sandbox.rayhead.RayHead;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// Values as Python prints them.
final class PythonText {
  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
  private static final DateTimeFormatter MICROS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT);
  private static final DateTimeFormatter LOG =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss,SSS", Locale.ROOT);
  private static final double PLAIN_FROM = 1e-4;
  private static final double PLAIN_BELOW = 1e16;

  private PythonText() {}

  /// The shortest digits that read back as the same number.
  static String repr(double value) {
    double size = Math.abs(value);
    if (size == 0 || (size >= PLAIN_FROM && size < PLAIN_BELOW)) {
      String plain = new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
      return plain.contains(".") ? plain : plain + ".0";
    }
    String[] parts = Double.toString(value).split("E", 2);
    String digits =
        parts[0].endsWith(".0") ? parts[0].substring(0, parts[0].length() - 2) : parts[0];
    int exponent = Integer.parseInt(parts[1]);
    return "%se%s%02d".formatted(digits, exponent < 0 ? "-" : "+", Math.abs(exponent));
  }

  /// `{'CPU': 1.0}`
  static String repr(Map<String, Double> values) {
    return values.entrySet().stream()
        .map(entry -> "'" + entry.getKey() + "': " + repr(entry.getValue()))
        .collect(Collectors.joining(", ", "{", "}"));
  }

  /// `str` of a local datetime: no fraction when there are no microseconds.
  static String local(Instant instant) {
    ZonedDateTime local = instant.atZone(RayHead.ZONE);
    return local.getNano() / 1_000 == 0 ? SECONDS.format(local) : MICROS.format(local);
  }

  /// The start of a line of Ray's log.
  static String logTime(Instant instant) {
    return LOG.format(instant.atZone(RayHead.ZONE));
  }
}
