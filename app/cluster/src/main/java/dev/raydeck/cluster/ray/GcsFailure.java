package dev.raydeck.cluster.ray;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import org.jspecify.annotations.Nullable;

/// The GCS said no, or did not answer. Expected: the caller makes a value of it.
public final class GcsFailure extends Exception {
  private static final long serialVersionUID = 1L;

  /// RESTARTED: another cluster answers at this address now. UNSUPPORTED: this Ray has no such
  /// call. REFUSED: it answered, with an error of its own.
  public enum Kind {
    UNREACHABLE,
    LATE,
    UNAUTHENTICATED,
    RESTARTED,
    UNSUPPORTED,
    REFUSED
  }

  private final Kind kind;

  GcsFailure(Kind kind, String words, @Nullable Throwable cause) {
    super(words, cause);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }

  public String words() {
    String message = getMessage();
    return message == null ? kind.name() : message;
  }

  static GcsFailure of(StatusRuntimeException thrown) {
    Status status = thrown.getStatus();
    String text = status.getDescription() == null ? "" : status.getDescription();
    return switch (status.getCode()) {
      // A head that goes while it is asked resets the call, which nobody here does.
      case UNAVAILABLE, CANCELLED ->
          new GcsFailure(Kind.UNREACHABLE, unavailable(status, text), thrown);
      case DEADLINE_EXCEEDED -> new GcsFailure(Kind.LATE, "no answer in time", thrown);
      case UNIMPLEMENTED ->
          new GcsFailure(Kind.UNSUPPORTED, "this Ray does not know the call", thrown);
      case UNAUTHENTICATED ->
          new GcsFailure(
              text.contains("WrongClusterID") ? Kind.RESTARTED : Kind.UNAUTHENTICATED,
              text,
              thrown);
      default -> new GcsFailure(Kind.REFUSED, status.getCode() + " " + text, thrown);
    };
  }

  private static String unavailable(Status status, String text) {
    Throwable root = status.getCause();
    while (root != null && root.getCause() != null) {
      root = root.getCause();
    }
    return root == null || root.getMessage() == null ? text : root.getMessage();
  }
}
