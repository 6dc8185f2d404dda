package dev.raydeck.sandbox.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries bytes between a client's stream and a port of a Pod.
final class Tunnel {
  private static final Logger LOG = LoggerFactory.getLogger(Tunnel.class);
  private static final int CONNECT_MILLIS = 10_000;

  private Tunnel() {}

  /// Dials and pumps both ways until the Pod's side ends, or the client's does.
  ///
  /// @throws IOException when nobody answers on the port
  static void run(InetSocketAddress address, InputStream fromClient, OutputStream toClient)
      throws IOException {
    try (Socket socket = new Socket()) {
      socket.setTcpNoDelay(true);
      socket.connect(address, CONNECT_MILLIS);
      Thread up = Thread.ofVirtual().name("sandbox-tunnel").start(() -> pump(fromClient, socket));
      try {
        socket.getInputStream().transferTo(toClient);
      } finally {
        up.interrupt();
      }
    }
  }

  private static void pump(InputStream fromClient, Socket socket) {
    try {
      fromClient.transferTo(socket.getOutputStream());
      socket.shutdownOutput();
    } catch (IOException e) {
      LOG.debug("A forwarded connection ended", e);
      close(socket);
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      LOG.debug("A forwarded connection was closed already", e);
    }
  }
}
