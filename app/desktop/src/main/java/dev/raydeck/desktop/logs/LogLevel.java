package dev.raydeck.desktop.logs;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// How serious a line is, as the program that wrote it says. Lines that say nothing (a traceback's,
/// a table's) have the level of the line before.
enum LogLevel {
  ERROR,
  WARNING,
  INFO,
  DEBUG;

  private static final int LOOKED_AT = 120;
  // Ray's Python: "2026-11-24 11:08:35,198<TAB>INFO monitor.py:94 --"; Ray's C++: "[2026-… I 8 8]";
  // klog: "I1124 11:08:35.198"; JSON: "level":"info"; plain: "WARNING: …".
  private static final Pattern WORD =
      Pattern.compile(
          "(?:^|[\\s\\[(\"=:])(FATAL|CRITICAL|ERROR|ERR|SEVERE|WARNING|WARN|INFO|SUCC|DEBUG|TRACE)"
              + "(?:[\\s\\])\":,]|$)",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern LETTER =
      Pattern.compile("^(?:\\[[-\\d]{10} [:\\d,.]+ |)([IWEFD])(?: \\d+ \\d+\\]|\\d{4} [\\d:.]+ )");
  private static final Pattern JSON =
      Pattern.compile("\"(?:level|severity|levelname)\"\\s*:\\s*\"(\\w+)\"");
  private static final Map<String, LogLevel> BY_WORD =
      Map.ofEntries(
          Map.entry("FATAL", ERROR),
          Map.entry("CRITICAL", ERROR),
          Map.entry("ERROR", ERROR),
          Map.entry("ERR", ERROR),
          Map.entry("SEVERE", ERROR),
          Map.entry("F", ERROR),
          Map.entry("E", ERROR),
          Map.entry("WARNING", WARNING),
          Map.entry("WARN", WARNING),
          Map.entry("W", WARNING),
          Map.entry("INFO", INFO),
          Map.entry("SUCC", INFO),
          Map.entry("I", INFO),
          Map.entry("DEBUG", DEBUG),
          Map.entry("TRACE", DEBUG),
          Map.entry("D", DEBUG));

  /// The level a line says, null if it says none. Only its beginning is looked at: a word further
  /// on belongs to the message.
  static @Nullable LogLevel said(String line) {
    if (line.startsWith("{")) {
      Matcher json = JSON.matcher(line);
      return json.find() ? BY_WORD.get(json.group(1).toUpperCase(Locale.ROOT)) : null;
    }
    String start = line.length() > LOOKED_AT ? line.substring(0, LOOKED_AT) : line;
    Matcher letter = LETTER.matcher(start);
    if (letter.find()) {
      return BY_WORD.get(letter.group(1));
    }
    int message = start.indexOf(" -- ");
    Matcher word = WORD.matcher(message < 0 ? start : start.substring(0, message));
    return word.find() && isAtStart(start, word.start(1)) ? BY_WORD.get(upper(word)) : null;
  }

  private static String upper(Matcher word) {
    return word.group(1).toUpperCase(Locale.ROOT);
  }

  /// Before the word stands a time and punctuation, no other words.
  private static boolean isAtStart(String line, int at) {
    for (int i = 0; i < at; i++) {
      char c = line.charAt(i);
      if (Character.isLetter(c) && c != 'T' && c != 'Z') {
        return false;
      }
    }
    return true;
  }
}
