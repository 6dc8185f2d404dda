package dev.raydeck.cluster.ray;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.raydeck.cluster.kube.Json;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;

/// A dashboard on a loopback port that gives the answers of a real Ray 2.58, recorded while a
/// driver and three actors held objects on two workers.
final class FakeDashboard implements AutoCloseable {
  static final String DIRECTORY = "/dev/raydeck/cluster/ray-objects/";

  volatile String token = "";
  volatile String objects = recorded("objects.json");
  volatile int status = 200;
  volatile String broken = "";
  final List<String> asked = new CopyOnWriteArrayList<>();

  private final List<?> tasks =
      (List<?>)
          Objects.requireNonNull(
              Json.object("{\"rows\":" + recorded("tasks.json") + "}").get("rows"));
  private final HttpServer server;

  FakeDashboard() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/api/v0/", this::answer);
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  static String recorded(String name) {
    try (InputStream in = FakeDashboard.class.getResourceAsStream(DIRECTORY + name)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath().replace("/api/v0/", "");
    String query = Objects.requireNonNullElse(exchange.getRequestURI().getQuery(), "");
    asked.add(path);
    String wanted = exchange.getRequestHeaders().getFirst("Authorization");
    if (!token.isEmpty() && !("Bearer " + token).equals(wanted)) {
      say(exchange, 401, "Unauthorized: Missing authentication token");
    } else if (status != 200) {
      say(exchange, status, broken);
    } else {
      say(
          exchange,
          200,
          switch (path) {
            case "objects" -> objects;
            case "jobs" -> recorded("jobs.json");
            default -> tasks(query.substring(query.indexOf("filter_values=") + 14));
          });
    }
  }

  private String tasks(String id) {
    List<?> rows =
        tasks.stream().filter(row -> id.equals(((Map<?, ?>) row).get("task_id"))).toList();
    return Json.text(
        Map.of(
            "result",
            true,
            "msg",
            "",
            "data",
            Map.of("result", Map.of("num_filtered", rows.size(), "result", rows))));
  }

  private static void say(HttpExchange exchange, int status, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
