package dev.raydeck.cluster.kube;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.PortForward;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A loopback port that leads to one port of one Pod, a port-forward for each connection.
///
/// Our own acceptor, because fabric8's keeps a thread and a WebSocket for every connection the
/// local side has closed, and closes as a whole on one failed accept.
public final class PodTunnel implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PodTunnel.class);

  private final KubernetesClient client;
  private final String namespace;
  private final String pod;
  private final int podPort;
  private final ServerSocketChannel server;
  private final Set<Connection> connections = ConcurrentHashMap.newKeySet();

  private PodTunnel(
      KubernetesClient client,
      String namespace,
      String pod,
      int podPort,
      ServerSocketChannel server) {
    this.client = client;
    this.namespace = namespace;
    this.pod = pod;
    this.podPort = podPort;
    this.server = server;
  }

  static PodTunnel open(KubernetesClient client, String namespace, String pod, int podPort) {
    try {
      ServerSocketChannel server = ServerSocketChannel.open();
      server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      PodTunnel tunnel = new PodTunnel(client, namespace, pod, podPort, server);
      Thread.ofVirtual().name("tunnel-" + pod).start(tunnel::accept);
      return tunnel;
    } catch (IOException e) {
      throw new KubernetesClientException("no loopback port: " + e.getMessage(), e);
    }
  }

  public int localPort() {
    return server.socket().getLocalPort();
  }

  @Override
  public void close() {
    closeQuietly(server);
    connections.forEach(Connection::close);
  }

  private void accept() {
    while (server.isOpen()) {
      try {
        SocketChannel local = server.accept();
        Thread.ofVirtual().name("tunnel-" + pod + "-connection").start(() -> forward(local));
      } catch (ClosedChannelException e) {
        return; // Closed: the tunnel is at its end.
      } catch (IOException e) {
        LOG.warn("A connection to the tunnel of {} was not accepted", pod, e);
      }
    }
  }

  private void forward(SocketChannel local) {
    Connection connection = new Connection(local);
    connections.add(connection);
    try {
      connection.start(
          client
              .pods()
              .inNamespace(namespace)
              .withName(pod)
              .portForward(podPort, connection, local));
    } catch (RuntimeException e) {
      // The local side sees the end of its connection and says so in its own words.
      LOG.debug("No port-forward to {}:{}", pod, podPort, e);
      connection.close();
    }
  }

  /// What the local side sends, read until its end: then the forward is closed, which nobody else
  /// would do.
  private final class Connection implements ReadableByteChannel {
    private final SocketChannel local;
    private volatile @org.jspecify.annotations.Nullable PortForward forward;

    Connection(SocketChannel local) {
      this.local = local;
    }

    void start(PortForward started) {
      forward = started;
      if (!local.isOpen()) {
        close();
      }
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
      int count = local.read(into);
      if (count < 0) {
        Thread.ofVirtual().start(this::close);
      }
      return count;
    }

    @Override
    public boolean isOpen() {
      return local.isOpen();
    }

    @Override
    public void close() {
      connections.remove(this);
      closeQuietly(local);
      PortForward started = forward;
      if (started != null) {
        closeQuietly(started);
      }
    }
  }

  private static void closeQuietly(AutoCloseable closeable) {
    try {
      closeable.close();
    } catch (Exception e) {
      LOG.debug("Not closed", e);
    }
  }
}
