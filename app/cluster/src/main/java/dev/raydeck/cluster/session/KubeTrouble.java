package dev.raydeck.cluster.session;

import dev.raydeck.cluster.kube.KubeFailure;
import dev.raydeck.cluster.kube.KubeconfigException;
import dev.raydeck.model.Health.State;
import dev.raydeck.model.Trouble;
import dev.raydeck.model.Trouble.Cause;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.Objects;

/// Why an API server is not there for us: `words` are the facts, to be worded where they are shown.
record KubeTrouble(State state, Trouble words) {
  static final KubeTrouble SILENT = new KubeTrouble(State.LOST, Trouble.of(Cause.SERVER_SILENT));
  static final KubeTrouble NO_ANSWER = new KubeTrouble(State.LOST, Trouble.of(Cause.WATCH_SILENT));

  static KubeTrouble of(Exception thrown) {
    return switch (thrown) {
      case KubeFailure failure -> new KubeTrouble(stateOf(failure), troubleOf(failure));
      case KubeconfigException bad -> other(String.valueOf(bad.getMessage()));
      default -> other(thrown.toString());
    };
  }

  private static KubeTrouble other(String words) {
    return new KubeTrouble(State.LOST, Trouble.other(words));
  }

  private static State stateOf(KubeFailure failure) {
    return switch (failure.kind()) {
      case UNAUTHORIZED, FORBIDDEN -> State.FORBIDDEN;
      case NOT_FOUND -> State.ABSENT;
      default -> State.LOST;
    };
  }

  static Trouble troubleOf(KubeFailure failure) {
    return switch (failure.kind()) {
      case UNAUTHORIZED -> Trouble.of(Cause.UNAUTHORIZED);
      case UNREACHABLE -> unreachable(failure);
      default -> Trouble.other(failure.words());
    };
  }

  /// A refused connection comes with words of the system, or none.
  private static Trouble unreachable(KubeFailure failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnknownHostException) {
        String host = Objects.requireNonNullElse(cause.getMessage(), "");
        return Trouble.of(Cause.UNKNOWN_HOST, host);
      }
      if (cause instanceof ConnectException
          && failure.words().equalsIgnoreCase("connection refused")) {
        return Trouble.of(Cause.CONNECTION_REFUSED);
      }
    }
    return Trouble.other(failure.words());
  }
}
