package dev.raydeck.sandbox.api;

import dev.raydeck.sandbox.api.spdy.SpdySession;
import dev.raydeck.sandbox.api.spdy.SpdyStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.Consumer;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// SPDY inside the binary messages of a WebSocket, as kubectl forwards ports since 1.31.
///
/// Public because Jetty calls it by reflection.
public final class SpdySocket implements Session.Listener.AutoDemanding {
  private static final Logger LOG = LoggerFactory.getLogger(SpdySocket.class);
  private static final long MAX_MESSAGE_BYTES = 16L * 1024 * 1024;

  private final Consumer<SpdyStream> onStream;
  private @Nullable SpdySession spdy;

  SpdySocket(Consumer<SpdyStream> onStream) {
    this.onStream = onStream;
  }

  @Override
  public void onWebSocketOpen(Session session) {
    session.setIdleTimeout(Duration.ZERO);
    session.setMaxBinaryMessageSize(MAX_MESSAGE_BYTES);
    spdy =
        new SpdySession(
            frame -> {
              Callback.Completable sent = new Callback.Completable();
              session.sendBinary(ByteBuffer.wrap(frame), sent);
              WebSockets.await(sent);
            },
            onStream);
  }

  @Override
  public void onWebSocketBinary(ByteBuffer message, Callback callback) {
    try {
      if (spdy != null) {
        spdy.receive(message);
      }
      callback.succeed();
    } catch (IOException | InterruptedException e) {
      callback.fail(e);
    }
  }

  @Override
  public void onWebSocketClose(int status, String reason, Callback callback) {
    end();
    callback.succeed();
  }

  @Override
  public void onWebSocketError(Throwable cause) {
    LOG.debug("A forwarding client is gone", cause);
    end();
  }

  private void end() {
    if (spdy != null) {
      spdy.close();
    }
  }
}
