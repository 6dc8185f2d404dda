package dev.raydeck.cluster.session;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// One RayCluster without Pods behind plain HTTP, by a server that can be told to forget: its
/// watchers' versions, or its users' tokens. Answers as recorded in kube-wire.
final class FakeApi implements AutoCloseable {
  private static final String EXPIRED =
      """
      {"type":"ERROR","object":{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure",\
      "message":"too old resource version: 1 (1425)","reason":"Expired","code":410}}
      """;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final List<String> askedInVain = new CopyOnWriteArrayList<>();
  private volatile String token = "first";
  private volatile String rayVersion = "2.52.0";
  private final AtomicInteger version = new AtomicInteger(1425);
  private volatile boolean isForgetful;
  private volatile CountDownLatch watchable = new CountDownLatch(0);
  private volatile CountDownLatch nextWatch = new CountDownLatch(1);

  private FakeApi(HttpServer server) {
    this.server = server;
  }

  static FakeApi start() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    FakeApi api = new FakeApi(server);
    server.setExecutor(api.threads);
    server.createContext("/", api::answer);
    server.start();
    return api;
  }

  String kubeconfig(String withToken) {
    return """
    apiVersion: v1
    kind: Config
    clusters: [{name: c, cluster: {server: "http://127.0.0.1:%d"}}]
    users: [{name: u, user: {token: %s}}]
    contexts: [{name: x, context: {cluster: c, user: u}}]
    current-context: x
    """
        .formatted(server.getAddress().getPort(), withToken);
  }

  /// All lists and watches so far, as path and query.
  List<String> asked() {
    return asked;
  }

  /// The paths of what it does not have, among them the reviews of rights.
  List<String> askedInVain() {
    return askedInVain;
  }

  /// From now on a watch is asked for in vain, until they are let open.
  void holdWatches() {
    watchable = new CountDownLatch(1);
  }

  void letWatches() {
    watchable.countDown();
  }

  void token(String only) {
    token = only;
    endWatches();
  }

  /// The RayCluster changes unseen: the watches end, and going on from their version is answered
  /// with 410 once.
  void forget(String newRayVersion) {
    rayVersion = newRayVersion;
    version.addAndGet(10);
    isForgetful = true;
    endWatches();
  }

  private void endWatches() {
    CountDownLatch ending = nextWatch;
    nextWatch = new CountDownLatch(1);
    ending.countDown();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String query = String.valueOf(exchange.getRequestURI().getQuery());
    if (!("Bearer " + token).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      send(exchange, 401, status(401, "Unauthorized", "Unauthorized"));
    } else if ("websocket".equals(exchange.getRequestHeaders().getFirst("Upgrade"))) {
      send(exchange, 200, ""); // No WebSockets here: the client goes on with plain HTTP.
    } else if (query.contains("watch=true")) {
      asked.add(path + "?" + query);
      watch(exchange, path.endsWith("rayclusters"));
    } else if (path.equals("/apis/ray.io")) {
      send(
          exchange,
          200,
          """
          {"kind":"APIGroup","apiVersion":"v1","name":"ray.io",\
          "versions":[{"groupVersion":"ray.io/v1","version":"v1"}]}\
          """);
    } else if (path.endsWith("/rayclusters")) {
      asked.add(path + "?" + query);
      send(exchange, 200, list("ray.io/v1", "RayClusterList", rayCluster()));
    } else if (path.endsWith("/rayclusters/raycluster")) {
      send(exchange, 200, rayCluster());
    } else if (path.endsWith("/pods")) {
      send(exchange, 200, list("v1", "PodList", ""));
    } else {
      askedInVain.add(path);
      send(exchange, 404, status(404, "NotFound", "the server could not find it"));
    }
  }

  private void watch(HttpExchange exchange, boolean isOfClusters) throws IOException {
    try (var out = exchange.getResponseBody()) {
      var _ = watchable.await(60, TimeUnit.SECONDS);
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, 0);
      if (isForgetful && isOfClusters) {
        isForgetful = false;
        out.write(EXPIRED.getBytes(StandardCharsets.UTF_8));
        return;
      }
      out.write(bookmark(isOfClusters).getBytes(StandardCharsets.UTF_8));
      out.flush();
      var _ = nextWatch.await(60, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// The first bytes: without any, this server keeps the headers back too.
  private String bookmark(boolean isOfClusters) {
    return """
    {"type":"BOOKMARK","object":{"apiVersion":"%s","kind":"%s","metadata":{"resourceVersion":"%d"}}}
    """
        .formatted(
            isOfClusters ? "ray.io/v1" : "v1", isOfClusters ? "RayCluster" : "Pod", version.get());
  }

  private static void send(HttpExchange exchange, int code, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(code, bytes.length);
    try (var out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }

  private static String status(int code, String reason, String message) {
    return """
    {"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure",\
    "message":"%s","reason":"%s","code":%d}\
    """
        .formatted(message, reason, code);
  }

  private String list(String apiVersion, String kind, String items) {
    return """
    {"kind":"%s","apiVersion":"%s","metadata":{"resourceVersion":"1425"},"items":[%s]}\
    """
        .formatted(kind, apiVersion, items);
  }

  private String rayCluster() {
    return """
    {"apiVersion":"ray.io/v1","kind":"RayCluster","metadata":{"name":"raycluster",\
    "namespace":"default","uid":"u1","resourceVersion":"%d","generation":1,\
    "creationTimestamp":"2026-08-01T10:00:00Z"},"spec":{"rayVersion":"%s",\
    "headGroupSpec":{"rayStartParams":{},"template":{"spec":{"containers":[{"name":"ray-head"}]}}},\
    "workerGroupSpecs":[]}}\
    """
        .formatted(version.get(), rayVersion);
  }

  @Override
  public void close() {
    letWatches();
    endWatches();
    server.stop(0);
    threads.shutdownNow();
  }
}
