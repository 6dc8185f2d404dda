package dev.raydeck.sandbox.program;

/// A script called `sys.exit`: with a text it is an error, with a number that is the exit code.
final class ScriptExit extends Exception {
  private static final long serialVersionUID = 1L;
  private final int code;

  ScriptExit(int code, String message) {
    super(message);
    this.code = code;
  }

  int code() {
    return code;
  }

  String text() {
    String message = getMessage();
    return message == null ? "" : message;
  }
}
