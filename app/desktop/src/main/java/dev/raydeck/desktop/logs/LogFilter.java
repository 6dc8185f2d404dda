package dev.raydeck.desktop.logs;

import java.util.EnumSet;
import java.util.Set;

/// Which lines are shown. `search` is looked for without regard to case and marked; with `onlyHits`
/// the lines without it are hidden. `onlyEvents` leaves what the autoscaler decided.
record LogFilter(String search, Set<LogLevel> levels, boolean onlyHits, boolean onlyEvents) {
  static final LogFilter ALL = new LogFilter("", EnumSet.allOf(LogLevel.class), false, false);

  LogFilter {
    levels = Set.copyOf(levels);
  }

  boolean shows(LogEntry entry) {
    return levels.contains(entry.level())
        && (!onlyHits || search.isEmpty() || hits(entry))
        && (!onlyEvents || (entry.event() != null && entry.event().kind().isDecision()));
  }

  boolean hits(LogEntry entry) {
    return !search.isEmpty() && find(entry.text(), 0) >= 0;
  }

  /// Where the search is found at or after a place, -1 if nowhere.
  int find(String text, int from) {
    int last = text.length() - search.length();
    for (int i = from; i <= last; i++) {
      if (text.regionMatches(true, i, search, 0, search.length())) {
        return i;
      }
    }
    return -1;
  }

  boolean isAll() {
    return levels.size() == LogLevel.values().length
        && !onlyEvents
        && (!onlyHits || search.isEmpty());
  }
}
