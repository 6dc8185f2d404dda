package dev.raydeck.cluster.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogLinesTest {

  private static List<LogLines.Line> lines(String text, int atOnce) throws IOException {
    InputStream dripping =
        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)) {
          @Override
          public synchronized int read(byte[] into, int from, int length) {
            return super.read(into, from, Math.min(length, atOnce));
          }
        };
    LogLines lines = new LogLines(dripping);
    List<LogLines.Line> all = new ArrayList<>();
    for (LogLines.Line line = lines.next(); line != null; line = lines.next()) {
      all.add(line);
    }
    return all;
  }

  @Test
  void parsesTimesHoweverTheBytesArrive() throws IOException {
    String text = "2026-11-24T11:08:17.975123456Z 启动\r\n2026-11-24T11:08:18Z \nno time\nlast";
    for (int atOnce : new int[] {1, 2, 7, 1_000}) {
      assertThat(lines(text, atOnce))
          .containsExactly(
              new LogLines.Line(Instant.parse("2026-11-24T11:08:17.975123456Z"), "启动"),
              new LogLines.Line(Instant.parse("2026-11-24T11:08:18Z"), ""),
              new LogLines.Line(null, "no time"),
              new LogLines.Line(null, "last"));
    }
  }

  @Test
  void cutsALineThatNeverEnds() throws IOException {
    List<LogLines.Line> lines = lines("x".repeat(LogLines.LONGEST_BYTES * 2 + 5) + "\ny\n", 4_096);
    assertThat(lines)
        .extracting(line -> line.text().length())
        .containsExactly(LogLines.LONGEST_BYTES, LogLines.LONGEST_BYTES, 5, 1);
  }
}
