package dev.raydeck.desktop.logs;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The lines kept in memory: the newest, up to a number of lines and of bytes. Threads that read
/// logs add; the screen looks, and never waits for them. While held, adding waits, so that nothing
/// is read and nothing is lost.
final class LogBuffer {
  static final int MOST_LINES = 200_000;
  static final long MOST_BYTES = 32L << 20;
  private static final Pattern ANSI = Pattern.compile("\u001b\\[[0-9;]*[A-Za-z]");

  private final int mostLines;
  private final long mostBytes;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition released = lock.newCondition();
  private final Ring<LogEntry> lines = new Ring<>();
  private final Ring<LogEntry> shown = new Ring<>();
  private LogFilter filter = LogFilter.ALL;
  private LogLevel[] lastLevels = new LogLevel[0];
  private long bytes;
  private long next;
  private long readBytes;
  private long dropped;
  private long hits;
  private boolean isHeld;

  LogBuffer() {
    this(MOST_LINES, MOST_BYTES);
  }

  LogBuffer(int mostLines, long mostBytes) {
    this.mostLines = mostLines;
    this.mostBytes = mostBytes;
  }

  /// A stretch of the shown lines: `size` of them in all, `rows` from the place `from` on. `hits`
  /// have the search in them; `dropped` were let go, `readBytes` is all that was read.
  record Page(
      int size, int from, List<LogEntry> rows, int kept, long dropped, long hits, long readBytes) {}

  /// From a reader's thread; waits while held. False when interrupted.
  boolean add(int source, @Nullable Instant at, String raw) {
    String text = raw.indexOf('\u001b') < 0 ? raw : ANSI.matcher(raw).replaceAll("");
    LogLevel said = LogLevel.said(text);
    LogEvent event = LogEvent.of(text);
    lock.lock();
    try {
      while (isHeld) {
        released.await();
      }
      LogLevel before = lastLevel(source);
      LogLevel level = said == null ? before : said;
      lastLevels[source] = level;
      keep(new LogEntry(next++, source, at, level, event, text));
      readBytes += raw.length() + 1L;
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }

  private LogLevel lastLevel(int source) {
    if (source >= lastLevels.length) {
      LogLevel[] more = Arrays.copyOf(lastLevels, source + 1);
      Arrays.fill(more, lastLevels.length, more.length, LogLevel.INFO);
      lastLevels = more;
    }
    return lastLevels[source];
  }

  private void keep(LogEntry entry) {
    lines.add(entry);
    bytes += entry.bytes();
    if (filter.shows(entry)) {
      shown.add(entry);
      hits += filter.hits(entry) ? 1 : 0;
    }
    while (lines.size() > mostLines || (bytes > mostBytes && lines.size() > 1)) {
      LogEntry first = lines.removeFirst();
      bytes -= first.bytes();
      dropped++;
      if (shown.size() > 0 && shown.get(0).number() == first.number()) {
        shown.removeFirst();
        hits -= filter.hits(first) ? 1 : 0;
      }
    }
  }

  /// Shows other lines. Takes as long as looking through all that is kept: not for the FX thread.
  void filter(LogFilter wanted) {
    lock.lock();
    try {
      filter = wanted;
      shown.clear();
      hits = 0;
      for (int i = 0; i < lines.size(); i++) {
        LogEntry entry = lines.get(i);
        if (wanted.shows(entry)) {
          shown.add(entry);
          hits += wanted.hits(entry) ? 1 : 0;
        }
      }
    } finally {
      lock.unlock();
    }
  }

  void hold(boolean wanted) {
    lock.lock();
    try {
      isHeld = wanted;
      released.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// The last rows, or those from a line on (the nearest after it, if it is gone or hidden). Null
  /// when somebody else is at it just now: ask again.
  @Nullable Page page(@Nullable Long fromNumber, int count) {
    if (!tryLock()) {
      return null;
    }
    try {
      int from = fromNumber == null ? Math.max(0, shown.size() - count) : indexOf(fromNumber);
      return page(from, count);
    } finally {
      lock.unlock();
    }
  }

  /// Rows by their place among the shown.
  @Nullable Page pageAt(int index, int count) {
    if (!tryLock()) {
      return null;
    }
    try {
      return page(Math.clamp(index, 0, Math.max(0, shown.size() - 1)), count);
    } finally {
      lock.unlock();
    }
  }

  private boolean tryLock() {
    try {
      return lock.tryLock(2, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private Page page(int from, int count) {
    List<LogEntry> rows = new ArrayList<>(count);
    for (int i = from; i < Math.min(shown.size(), from + count); i++) {
      rows.add(shown.get(i));
    }
    return new Page(shown.size(), from, rows, lines.size(), dropped, hits, readBytes);
  }

  /// The first shown line at or after a number.
  private int indexOf(long number) {
    int low = 0;
    int high = shown.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (shown.get(middle).number() < number) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /// The next shown line that has the search in it, in a direction, round the end; null if none.
  @Nullable LogEntry hit(long fromNumber, boolean isForward) {
    lock.lock();
    try {
      int size = shown.size();
      int start = indexOf(fromNumber);
      for (int step = 0; step <= size && size > 0; step++) {
        int offset = isForward ? step : -step - 1;
        LogEntry entry = shown.get(Math.floorMod(start + offset, size));
        if (entry.number() != fromNumber && filter.hits(entry)) {
          return entry;
        }
      }
      return null;
    } finally {
      lock.unlock();
    }
  }

  /// The shown lines between two numbers, both included, for the clipboard.
  List<LogEntry> between(long first, long last) {
    lock.lock();
    try {
      List<LogEntry> found = new ArrayList<>();
      for (int i = indexOf(first); i < shown.size() && shown.get(i).number() <= last; i++) {
        found.add(shown.get(i));
      }
      return found;
    } finally {
      lock.unlock();
    }
  }
}
