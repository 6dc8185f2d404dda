package dev.raydeck.desktop.decide;

import org.jspecify.annotations.Nullable;

/// A line that is no decision case. The message names the place and the value; `id` is there if it
/// could be read.
final class CaseProblem extends Exception {
  private static final long serialVersionUID = 1L;

  private final @Nullable String id;

  CaseProblem(@Nullable String id, String message) {
    super(message);
    this.id = id;
  }

  @Nullable String id() {
    return id;
  }

  String text() {
    return String.valueOf(getMessage());
  }
}
