package dev.raydeck.sandbox.program;

/// A script uses something the sandbox's small Python does not know; says what, and where.
final class ScriptRefused extends Exception {
  private static final long serialVersionUID = 1L;
  private final int line;

  ScriptRefused(int line, String what) {
    super(what);
    this.line = line;
  }

  int line() {
    return line;
  }
}
