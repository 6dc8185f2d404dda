package dev.raydeck.sandbox.api;

import dev.raydeck.sandbox.api.spdy.SpdySession;
import dev.raydeck.sandbox.api.spdy.SpdyStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.AbstractConnection;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.FutureCallback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// `Upgrade: SPDY/3.1` on the bare connection, as kubectl up to 1.30 asks for.
final class SpdyUpgrade extends AbstractConnection implements Connection.UpgradeTo {
  private static final Logger LOG = LoggerFactory.getLogger(SpdyUpgrade.class);
  private static final int BUFFER_BYTES = 32 * 1024;

  private final SpdySession spdy;

  private SpdyUpgrade(EndPoint endPoint, Executor executor, Consumer<SpdyStream> onStream) {
    super(endPoint, executor);
    this.spdy = new SpdySession(this::send, onStream);
  }

  static boolean isAsked(Exchange exchange) {
    return exchange.header("Upgrade").equalsIgnoreCase("SPDY/3.1");
  }

  /// Answers 101 and takes the connection over.
  ///
  /// @param protocol the one chosen among `X-Stream-Protocol-Version`
  static void upgrade(Exchange exchange, String protocol, StreamsOf streams) throws IOException {
    Connection connection = exchange.request().getConnectionMetaData().getConnection();
    EndPoint endPoint = connection.getEndPoint();
    Executor executor = exchange.request().getConnectionMetaData().getConnector().getExecutor();
    SpdyUpgrade upgraded = new SpdyUpgrade(endPoint, executor, streams.of(endPoint::close));
    exchange.request().setAttribute(HttpStream.UPGRADE_CONNECTION_ATTRIBUTE, upgraded);
    exchange.response().setStatus(101);
    exchange.response().getHeaders().put(HttpHeader.UPGRADE, "SPDY/3.1");
    exchange.response().getHeaders().put(HttpHeader.CONNECTION, "Upgrade");
    exchange.addHeader("X-Stream-Protocol-Version", protocol);
    exchange.response().write(true, null, exchange.handOver());
  }

  /// What to do with the streams, given a way to close the connection.
  interface StreamsOf {
    Consumer<SpdyStream> of(Runnable close);
  }

  @Override
  public void onUpgradeTo(ByteBuffer first) {
    receive(first);
  }

  @Override
  public void onOpen() {
    super.onOpen();
    fillInterested();
  }

  @Override
  public void onFillable() {
    ByteBuffer buffer = BufferUtil.allocate(BUFFER_BYTES);
    try {
      while (true) {
        int count = getEndPoint().fill(buffer);
        if (count < 0) {
          getEndPoint().close();
          return;
        }
        if (count == 0) {
          fillInterested();
          return;
        }
        if (!receive(buffer)) {
          return;
        }
      }
    } catch (IOException e) {
      LOG.debug("A SPDY client is gone", e);
      getEndPoint().close(e);
    }
  }

  @Override
  public void onClose(Throwable cause) {
    super.onClose(cause);
    spdy.close();
  }

  private boolean receive(ByteBuffer buffer) {
    try {
      spdy.receive(buffer);
      return true;
    } catch (IOException | InterruptedException | IllegalArgumentException e) {
      LOG.debug("A SPDY client sent nonsense or left", e);
      getEndPoint().close(e);
      return false;
    }
  }

  private void send(byte[] frame) throws IOException {
    FutureCallback sent = new FutureCallback();
    getEndPoint().write(sent, ByteBuffer.wrap(frame));
    sent.block();
  }
}
