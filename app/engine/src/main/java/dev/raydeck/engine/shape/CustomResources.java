package dev.raydeck.engine.shape;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `rayStartParams.resources`: a quoted, escaped JSON object of whole numbers, `"{\"Custom1\":
/// 1}"`.
///
/// Ray drops the first and the last character, whatever they are, and all backslashes, and reads
/// the rest as JSON.
final class CustomResources {
  private static final Pattern ENTRY =
      Pattern.compile("\\s*\"([^\"]*)\"\\s*:\\s*(-?(?:0|[1-9]\\d{0,17}))\\s*");

  private CustomResources() {}

  /// Empty where Ray would fail.
  static Optional<Map<String, Double>> parse(String text) {
    if (text.length() < 2) {
      return Optional.empty();
    }
    String json = text.substring(1, text.length() - 1).replace("\\", "").strip();
    if (!json.startsWith("{") || !json.endsWith("}") || json.length() < 2) {
      return Optional.empty();
    }
    return entries(json.substring(1, json.length() - 1));
  }

  private static Optional<Map<String, Double>> entries(String inner) {
    Map<String, Double> found = new LinkedHashMap<>();
    if (inner.isBlank()) {
      return Optional.of(found);
    }
    Matcher entry = ENTRY.matcher(inner);
    int at = 0;
    while (true) {
      entry.region(at, inner.length());
      if (!entry.lookingAt()) {
        return Optional.empty();
      }
      found.put(entry.group(1), Double.valueOf(entry.group(2)));
      if (entry.end() == inner.length()) {
        return Optional.of(found);
      }
      if (inner.charAt(entry.end()) != ',') {
        return Optional.empty();
      }
      at = entry.end() + 1;
    }
  }
}
