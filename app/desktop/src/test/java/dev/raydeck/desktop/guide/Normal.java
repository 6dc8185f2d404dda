package dev.raydeck.desktop.guide;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/// Takes out of a transcript what differs between any two runs: names, ids, times, ages, sizes of
/// this machine.
final class Normal {
  private record Rule(Pattern pattern, String replacement) {}

  private static final List<Rule> RULES =
      List.of(
          rule("\\x1b\\[[0-9;]*m", ""),
          rule("\\r", ""),
          // kubectl reads before its streams are made and says so; a race of its own
          rule("(?m)^E\\d{4} .* Unknown stream id \\d+, discarding message\\n", ""),
          rule("(?m)[ \\t]+$", ""),
          rule("-(head|worker)-[a-z0-9]{5}\\b", "-$1-xxxxx"),
          rule("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d[.,]\\d{3,6}", "TIME"),
          rule("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "UUID"),
          rule("\\b[0-9a-f]{56}\\b", "NODE_ID"),
          rule("\\b[0-9a-f]{32}\\b", "ACTOR_ID"),
          rule("\\b0\\d000000\\b", "JOB_ID"),
          rule("\\b\\d{1,3}(\\.\\d{1,3}){3}\\b", "IP"),
          rule("worker\\.py:\\d+", "worker.py:N"),
          rule("(?m)\\b(\\d+[smhd])+$", "AGE"),
          rule("Idle: \\d+ ms", "Idle: N ms"),
          rule("GCS request time: [0-9.]+s", "GCS request time: Ns"),
          rule("resource version >= \\d+", "resource version >= N"),
          rule("resource version \\d+", "resource version N"),
          rule("0B/[0-9.]+[KMG]iB object_store_memory", "0B/N object_store_memory"),
          rule("(NODE_ID +)\\d+( +default_namespace)", "$1PID$2"),
          rule("[ \\t]+", " "));

  private static Rule rule(String pattern, String replacement) {
    return new Rule(Pattern.compile(pattern), replacement);
  }

  static String of(String text) {
    String normal = text;
    for (Rule rule : RULES) {
      normal = rule.pattern().matcher(normal).replaceAll(rule.replacement());
    }
    return sortRuns(normal.strip());
  }

  /// Lines that Ray prints in hash order: a run of them is put in order of its text.
  private static final List<Pattern> UNORDERED =
      List.of(
          Pattern.compile(" \\d+ [a-z][\\w-]*"),
          Pattern.compile(" Resource: .* currently in use\\.| Busy workers on node\\."),
          Pattern.compile(" ?\\d+ ACTOR_ID .*"));

  private static String sortRuns(String text) {
    List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
    for (Pattern pattern : UNORDERED) {
      int start = 0;
      while (start < lines.size()) {
        int end = start;
        while (end < lines.size() && pattern.matcher(lines.get(end)).matches()) {
          end++;
        }
        lines
            .subList(start, end)
            .replaceAll(line -> line.replaceFirst("^ ?\\d+ (?=ACTOR_ID)", " "));
        lines.subList(start, end).sort(Comparator.naturalOrder());
        start = Math.max(end, start + 1);
      }
    }
    return String.join("\n", lines);
  }

  private Normal() {}
}
