package dev.raydeck.sandbox.api;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;

/// Upgrades to WebSocket with one of several subprotocols.
final class WebSockets {
  /// Makes the endpoint once the subprotocol is known (empty for none).
  interface Endpoint {
    Object create(String protocol, Callback callback);
  }

  private WebSockets() {}

  static boolean isUpgrade(Exchange exchange) {
    return exchange.header("Upgrade").equalsIgnoreCase("websocket");
  }

  /// Takes the connection over. The client's first choice among `protocols` is taken; an empty list
  /// takes none.
  ///
  /// @throws ApiException 400 when the client offers none of them
  static void upgrade(
      ServerWebSocketContainer container,
      Exchange exchange,
      List<String> protocols,
      Endpoint endpoint)
      throws IOException {
    Optional<String> chosen =
        exchange.request().getHeaders().getValuesList("Sec-WebSocket-Protocol").stream()
            .flatMap(line -> List.of(line.split(", *", -1)).stream())
            .filter(protocols::contains)
            .findFirst();
    if (!protocols.isEmpty() && chosen.isEmpty()) {
      throw ApiException.badRequest(
          "unable to upgrade: unable to negotiate protocol: client supports none of " + protocols);
    }
    String protocol = chosen.orElse("");
    boolean upgraded =
        container.upgrade(
            (request, response, callback) -> {
              if (!protocol.isEmpty()) {
                response.setAcceptedSubProtocol(protocol);
              }
              return endpoint.create(protocol, callback);
            },
            exchange.request(),
            exchange.response(),
            exchange.handOver());
    if (!upgraded) {
      throw new IOException("not a WebSocket handshake");
    }
  }

  /// Waits until a frame is out.
  static void await(CompletableFuture<?> sent) throws IOException {
    try {
      sent.get();
    } catch (ExecutionException e) {
      throw new IOException("the frame was not sent", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while sending");
    }
  }
}
