package dev.raydeck.desktop.decide;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/// Lines of bytes, one at a time; only the line feed ends one.
final class Lines {
  private static final int BUFFER_BYTES = 1 << 16;

  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int at;
  private int end;
  private long number;

  Lines(InputStream in) {
    this.in = in;
  }

  /// The next line without its end, or null after the last.
  byte @Nullable [] next() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    boolean isStarted = false;
    while (true) {
      if (at == end) {
        at = 0;
        end = Math.max(0, in.read(buffer));
        if (end == 0) {
          number += isStarted ? 1 : 0;
          return isStarted ? line.toByteArray() : null;
        }
      }
      isStarted = true;
      int from = at;
      while (at < end && buffer[at] != '\n') {
        at++;
      }
      line.write(buffer, from, at - from);
      if (at < end) {
        at++;
        number++;
        return line.toByteArray();
      }
    }
  }

  /// The number of the line last read, from 1.
  long number() {
    return number;
  }

  static boolean isBlank(byte[] line) {
    for (byte one : line) {
      if (one != ' ' && one != '\t' && one != '\r') {
        return false;
      }
    }
    return true;
  }
}
