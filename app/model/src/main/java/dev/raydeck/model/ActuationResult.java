package dev.raydeck.model;

import java.time.Instant;
import java.util.List;

/// What became of a decision's commands.
public record ActuationResult(Outcome outcome, List<Write> writes, List<CommandFailure> failures) {
  public static final ActuationResult OBSERVED =
      new ActuationResult(Outcome.OBSERVED, List.of(), List.of());
  public static final ActuationResult NOTHING =
      new ActuationResult(Outcome.NOTHING, List.of(), List.of());

  public ActuationResult {
    writes = List.copyOf(writes);
    failures = List.copyOf(failures);
  }

  /// OBSERVED: this session may not act. NOTHING: nothing to do. SENT: all writes were accepted.
  /// CONFLICT: somebody wrote first, look again. FAILED: see failures. HELD: paused, or stopped at
  /// a breakpoint.
  public enum Outcome {
    OBSERVED,
    NOTHING,
    SENT,
    CONFLICT,
    FAILED,
    HELD
  }

  /// One request that left: `what` as method and path or RPC, `body` as sent, `answer` in a few
  /// words.
  public record Write(Instant at, String what, String body, String answer) {}
}
