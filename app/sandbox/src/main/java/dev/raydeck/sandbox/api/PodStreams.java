package dev.raydeck.sandbox.api;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;

/// What reaches into a Pod: its logs, programs run in it, its ports.
final class PodStreams {
  private final PodLogs logs;

  PodStreams(
      ObjectStore store,
      PodRuntime runtime,
      InstantSource clock,
      ServerWebSocketContainer webSockets,
      BooleanSupplier open) {
    this.logs = new PodLogs(store, runtime, clock, open);
  }

  boolean serves(String subresource) {
    return Set.of("log", "exec", "portforward").contains(subresource);
  }

  void answer(Exchange exchange, Target target) throws IOException, InterruptedException {
    switch (target.subresource()) {
      case "log" -> logs.answer(exchange, target);
      default -> throw ApiException.notFound(Kinds.PODS, target.name());
    }
  }
}
