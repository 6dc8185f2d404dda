package dev.raydeck.desktop.cli;

import java.util.concurrent.ExecutionException;

/// What failed, in the words of whatever failed.
final class Problems {
  static String reason(ExecutionException e) {
    Throwable cause = e.getCause();
    return String.valueOf(cause == null ? e.getMessage() : cause.getMessage());
  }

  private Problems() {}
}
