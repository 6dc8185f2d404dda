package dev.raydeck.sandbox.program;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// Where a program writes. A terminal has one output, and its line ends are carriage return and
/// line feed.
public final class Console {
  private final OutputStream out;
  private final OutputStream err;
  private final boolean isTerminal;

  public Console(OutputStream out, OutputStream err, boolean isTerminal) {
    this.out = out;
    this.err = isTerminal ? out : err;
    this.isTerminal = isTerminal;
  }

  public boolean isTerminal() {
    return isTerminal;
  }

  void print(String text) {
    write(out, text);
  }

  void printLine(String line) {
    write(out, line + "\n");
  }

  void complain(String line) {
    write(err, line + "\n");
  }

  private void write(OutputStream to, String text) {
    String written = isTerminal ? text.replace("\n", "\r\n") : text;
    try {
      to.write(written.getBytes(StandardCharsets.UTF_8));
      to.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("the caller of the program is gone", e);
    }
  }
}
