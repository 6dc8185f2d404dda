package dev.raydeck.sandbox.api;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A watch over WebSocket, one text frame an event. fabric8 prefers it.
///
/// Public because Jetty calls it by reflection.
public final class WatchSocket implements Session.Listener.AutoDemanding {
  private static final Logger LOG = LoggerFactory.getLogger(WatchSocket.class);
  private static final int NORMAL = 1000;

  private final WatchFeed feed;
  private volatile Thread thread = Thread.currentThread();

  private WatchSocket(WatchFeed feed) {
    this.feed = feed;
  }

  /// Without an `Origin` header the real server refuses with a bare 403.
  static void upgrade(ServerWebSocketContainer container, Exchange exchange, WatchFeed feed)
      throws IOException {
    if (exchange.header("Origin").isEmpty()) {
      exchange.send(403, "text/plain", new byte[0]);
      return;
    }
    WebSockets.upgrade(
        container, exchange, List.of(), (protocol, callback) -> new WatchSocket(feed));
  }

  @Override
  public void onWebSocketOpen(Session session) {
    session.setIdleTimeout(Duration.ZERO);
    thread = Thread.ofVirtual().name("sandbox-watch-socket").start(() -> run(session));
  }

  @Override
  public void onWebSocketClose(int status, String reason, Callback callback) {
    thread.interrupt();
    callback.succeed();
  }

  @Override
  public void onWebSocketError(Throwable cause) {
    LOG.debug("A watching client is gone", cause);
    thread.interrupt();
  }

  private void run(Session session) {
    try {
      feed.run(events -> {
        for (byte[] event : events) {
          Callback.Completable sent = new Callback.Completable();
          session.sendText(new String(event, StandardCharsets.UTF_8), sent);
          WebSockets.await(sent);
        }
      });
      session.close(NORMAL, "", Callback.NOOP);
    } catch (IOException e) {
      LOG.debug("A watching client is gone", e);
    } catch (InterruptedException e) {
      session.disconnect();
    }
  }
}
