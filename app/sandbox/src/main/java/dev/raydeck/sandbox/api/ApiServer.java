package dev.raydeck.sandbox.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.VirtualThreadPool;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;

/// The Kubernetes API on 127.0.0.1, over TLS, for whoever has a token.
public final class ApiServer implements AutoCloseable {
  private static final int HEADER_BYTES = 32 * 1024;

  private final Server server;
  private final ServerConnector connector;
  private final Gate gate;
  private final ObjectStore store;
  private final LoopbackCertificate certificate;
  private final AtomicBoolean open;

  private ApiServer(
      Server server,
      ServerConnector connector,
      Gate gate,
      ObjectStore store,
      LoopbackCertificate certificate,
      AtomicBoolean open) {
    this.server = server;
    this.connector = connector;
    this.gate = gate;
    this.store = store;
    this.certificate = certificate;
    this.open = open;
  }

  /// Starts to listen, once the certificate is made.
  ///
  /// @throws UncheckedIOException when the port cannot be listened on
  public static ApiServer start(
      ObjectStore store,
      PodRuntime runtime,
      ApiSettings settings,
      CompletableFuture<LoopbackCertificate> making) {
    AtomicBoolean open = new AtomicBoolean(true);
    VirtualThreadPool threads = new VirtualThreadPool();
    threads.setName("sandbox-api");
    Server server = new Server(threads);
    server.setStopTimeout(0);
    LoopbackCertificate certificate = making.join();
    ServerConnector connector = connector(server, certificate, settings.port());
    server.addConnector(connector);
    ServerWebSocketContainer webSockets = ServerWebSocketContainer.ensure(server);
    Routes routes = new Routes(store, runtime, settings.clock(), webSockets, open::get);
    Gate gate = new Gate(settings.tokens(), routes);
    server.setHandler(gate);
    try {
      server.start();
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot listen on 127.0.0.1:%d: it is in use, or not allowed".formatted(settings.port()),
          e);
    } catch (Exception e) {
      throw new IllegalStateException("the API server did not start", e);
    }
    return new ApiServer(server, connector, gate, store, certificate, open);
  }

  public URI uri() {
    return URI.create("https://127.0.0.1:" + connector.getLocalPort());
  }

  public String caCertificatePem() {
    return certificate.caPem();
  }

  /// Lets one more token in, such as that of a new service account.
  public void admit(String token, Caller caller) {
    gate.admit(token, caller);
  }

  /// A kubeconfig with one context, complete with certificate and token.
  public String kubeconfig(String contextName, String namespace, String token) {
    String ca =
        Base64.getEncoder().encodeToString(caCertificatePem().getBytes(StandardCharsets.UTF_8));
    return """
    apiVersion: v1
    kind: Config
    current-context: %1$s
    clusters:
    - name: %1$s
      cluster:
        server: %2$s
        certificate-authority-data: %3$s
    users:
    - name: %1$s
      user:
        token: %4$s
    contexts:
    - name: %1$s
      context:
        cluster: %1$s
        user: %1$s
        namespace: %5$s
    """
        .formatted(contextName, uri(), ca, token, namespace);
  }

  /// Ends all connections. The store stays as it is.
  @Override
  public void close() {
    open.set(false);
    store.wakeWatchers();
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the API server did not stop", e);
    }
  }

  private static ServerConnector connector(
      Server server, LoopbackCertificate certificate, int port) {
    SslContextFactory.Server tls = new SslContextFactory.Server();
    tls.setSslContext(certificate.context());
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setRequestHeaderSize(HEADER_BYTES);
    http.setUriCompliance(UriCompliance.UNSAFE);
    http.addCustomizer(new SecureRequestCustomizer(false));
    HttpConnectionFactory inner = new HttpConnectionFactory(http);
    SslConnectionFactory outer = new SslConnectionFactory(tls, inner.getProtocol());
    ServerConnector connector = new ServerConnector(server, 1, 1, outer, inner);
    connector.setHost("127.0.0.1");
    connector.setPort(port);
    connector.setIdleTimeout(0);
    return connector;
  }
}
