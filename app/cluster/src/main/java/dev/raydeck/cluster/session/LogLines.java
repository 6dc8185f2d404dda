package dev.raydeck.cluster.session;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Cuts a log into lines of bounded length, so that a program that never ends its line does not
/// fill the memory.
final class LogLines {
  static final int LONGEST_BYTES = 16_384;
  private static final int BUFFER_BYTES = 65_536;
  private static final int TIME_CHARS = 35;

  private final InputStream stream;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private byte[] line = new byte[512];
  private int length;
  private int at;
  private int end;

  LogLines(InputStream stream) {
    this.stream = stream;
  }

  /// A line with its time, which is null where the text does not begin with one.
  record Line(@Nullable Instant at, String text) {
    static Line of(String raw) {
      int space = raw.indexOf(' ');
      if (space > 0 && space <= TIME_CHARS) {
        try {
          return new Line(Instant.parse(raw.substring(0, space)), raw.substring(space + 1));
        } catch (DateTimeParseException e) {
          return new Line(null, raw);
        }
      }
      return new Line(null, raw);
    }
  }

  /// The next line; null at the end. A line longer than the longest comes in pieces.
  @Nullable Line next() throws IOException {
    length = 0;
    while (true) {
      if (at == end) {
        end = stream.read(buffer, 0, buffer.length);
        at = 0;
        if (end <= 0) {
          end = 0;
          return length == 0 ? null : line();
        }
      }
      int stop = at;
      int most = Math.min(end, at + LONGEST_BYTES - length);
      while (stop < most && buffer[stop] != '\n') {
        stop++;
      }
      keep(stop);
      if (stop < end && buffer[stop] == '\n') {
        at = stop + 1;
        return line();
      }
      if (length >= LONGEST_BYTES) {
        return line();
      }
    }
  }

  private void keep(int stop) {
    int more = stop - at;
    if (length + more > line.length) {
      line = Arrays.copyOf(line, Math.min(LONGEST_BYTES, Math.max(line.length * 2, length + more)));
    }
    System.arraycopy(buffer, at, line, length, more);
    length += more;
    at = stop;
  }

  private Line line() {
    boolean hasReturn = length > 0 && line[length - 1] == '\r';
    return Line.of(new String(line, 0, hasReturn ? length - 1 : length, StandardCharsets.UTF_8));
  }
}
