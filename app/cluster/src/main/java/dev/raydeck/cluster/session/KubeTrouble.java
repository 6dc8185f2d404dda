package dev.raydeck.cluster.session;

import dev.raydeck.cluster.kube.KubeFailure;
import dev.raydeck.cluster.kube.KubeconfigException;
import dev.raydeck.model.Health.State;

/// Why an API server is not there for us, and in what words.
record KubeTrouble(State state, String words) {
  static final KubeTrouble SILENT = new KubeTrouble(State.LOST, "the API server does not answer");
  static final KubeTrouble NO_ANSWER = new KubeTrouble(State.LOST, "the watch is not answered");

  static KubeTrouble of(Exception thrown) {
    return switch (thrown) {
      case KubeFailure failure -> new KubeTrouble(stateOf(failure), failure.words());
      case KubeconfigException bad -> new KubeTrouble(State.LOST, String.valueOf(bad.getMessage()));
      default -> new KubeTrouble(State.LOST, thrown.toString());
    };
  }

  private static State stateOf(KubeFailure failure) {
    return switch (failure.kind()) {
      case UNAUTHORIZED, FORBIDDEN -> State.FORBIDDEN;
      case NOT_FOUND -> State.ABSENT;
      default -> State.LOST;
    };
  }
}
