package dev.raydeck.desktop.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class LogBufferTest {

  private static List<String> texts(LogBuffer buffer) {
    return page(buffer, 100).rows().stream().map(LogEntry::text).toList();
  }

  private static LogBuffer.Page page(LogBuffer buffer, int count) {
    return Objects.requireNonNull(buffer.page(null, count));
  }

  private static LogFilter searching(String text, boolean isOnly) {
    return new LogFilter(text, EnumSet.allOf(LogLevel.class), isOnly, false);
  }

  @Test
  void keepsTheNewestLines() {
    LogBuffer buffer = new LogBuffer(3, Long.MAX_VALUE);
    for (int i = 0; i < 10; i++) {
      buffer.add(0, null, "line " + i);
    }
    assertThat(texts(buffer)).containsExactly("line 7", "line 8", "line 9");
    assertThat(page(buffer, 1).dropped()).isEqualTo(7);
  }

  @Test
  void keepsNoMoreBytesThanItMay() {
    LogBuffer buffer = new LogBuffer(1_000_000, 100_000);
    for (int i = 0; i < 1_000; i++) {
      buffer.add(0, null, "x".repeat(10_000));
    }
    assertThat(page(buffer, 1).kept()).isBetween(5, 10);
  }

  @Test
  void givesLinesWithoutLevelThatOfTheLineBefore() {
    LogBuffer buffer = new LogBuffer();
    buffer.add(0, null, "2026-11-24 11:08:35,198 ERROR monitor.py:94 -- broke");
    buffer.add(1, null, "of another container");
    buffer.add(0, null, "Traceback (most recent call last):");
    assertThat(page(buffer, 9).rows())
        .extracting(LogEntry::level)
        .containsExactly(LogLevel.ERROR, LogLevel.INFO, LogLevel.ERROR);
  }

  @Test
  void takesColourCodesOut() {
    LogBuffer buffer = new LogBuffer();
    buffer.add(0, null, "INFO scripts.py:1082 -- \u001b[32mRay runtime started.\u001b[39m");
    assertThat(texts(buffer)).containsExactly("INFO scripts.py:1082 -- Ray runtime started.");
  }

  @Test
  void filtersWhatIsThereAndWhatComes() {
    LogBuffer buffer = new LogBuffer(4, Long.MAX_VALUE);
    buffer.add(0, null, "an apple");
    buffer.add(0, null, "a pear");
    buffer.filter(searching("APPLE", true));
    buffer.add(0, null, "two apples");
    assertThat(texts(buffer)).containsExactly("an apple", "two apples");
    assertThat(page(buffer, 9).hits()).isEqualTo(2);
    buffer.add(0, null, "plum");
    buffer.add(0, null, "plum");
    assertThat(texts(buffer)).containsExactly("two apples");
    buffer.filter(new LogFilter("", Set.of(LogLevel.ERROR), false, false));
    assertThat(texts(buffer)).isEmpty();
  }

  @Test
  void findsHitsRoundTheEnd() {
    LogBuffer buffer = new LogBuffer();
    List.of("pear 0", "apple 1", "pear 2", "apple 3", "pear 4")
        .forEach(line -> buffer.add(0, null, line));
    buffer.filter(searching("apple", false));
    assertThat(Objects.requireNonNull(buffer.hit(1, true)).number()).isEqualTo(3);
    assertThat(Objects.requireNonNull(buffer.hit(3, true)).number()).isEqualTo(1);
    assertThat(Objects.requireNonNull(buffer.hit(1, false)).number()).isEqualTo(3);
    assertThat(Objects.requireNonNull(buffer.hit(3, false)).number()).isEqualTo(1);
  }

  @Test
  void keepsThePlaceWhileLinesAreLetGo() {
    LogBuffer buffer = new LogBuffer(100, Long.MAX_VALUE);
    for (int i = 0; i < 150; i++) {
      buffer.add(0, null, "line " + i);
    }
    assertThat(Objects.requireNonNull(buffer.page(120L, 1)).rows().getFirst().text())
        .isEqualTo("line 120");
    assertThat(Objects.requireNonNull(buffer.page(3L, 1)).rows().getFirst().text())
        .isEqualTo("line 50");
  }

  @Test
  void readsNothingWhileHeldAndLosesNothing() {
    LogBuffer buffer = new LogBuffer();
    buffer.hold(true);
    Thread reader = Thread.ofVirtual().start(() -> buffer.add(0, null, "waits"));
    Awaitility.await().until(() -> reader.getState() == Thread.State.WAITING);
    assertThat(texts(buffer)).isEmpty();
    buffer.hold(false);
    Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> !texts(buffer).isEmpty());
  }
}
