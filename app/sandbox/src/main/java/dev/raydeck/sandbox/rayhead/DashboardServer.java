package dev.raydeck.sandbox.rayhead;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Fields;
import org.eclipse.jetty.util.thread.VirtualThreadPool;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// The part of a head's dashboard that tells who holds objects: `GET /api/v0/{objects|jobs|tasks}`,
/// on a free loopback port.
public final class DashboardServer implements AutoCloseable {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String ROOT = "/api/v0/";
  private static final String NO_CALL_SITES =
      "Callsite is not being recorded. To record callsite information for each ObjectRef created,"
          + " set env variable RAY_record_ref_creation_sites=1 during `ray start` and `ray.init`.";
  private static final int USUAL_LIMIT = 100;
  private static final int MOST = 10_000;

  private final Server server;
  private final ServerConnector connector;

  private DashboardServer(RayHead head) throws Exception {
    VirtualThreadPool threads = new VirtualThreadPool();
    threads.setName("sandbox-dashboard");
    server = new Server(threads);
    server.setStopTimeout(0);
    connector = new ServerConnector(server, 1, 1);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    server.setHandler(new Lists(head));
    server.start();
  }

  public static DashboardServer start(RayHead head) {
    try {
      return new DashboardServer(head);
    } catch (Exception e) {
      throw new IllegalStateException("no loopback port for a dashboard", e);
    }
  }

  public InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), connector.getLocalPort());
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("a dashboard did not stop", e);
    }
  }

  private static final class Lists extends Handler.Abstract {
    private final RayHead head;

    Lists(RayHead head) {
      this.head = head;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      Fields query = Request.extractQueryParameters(request);
      int limit = Integer.parseInt(value(query, "limit", Integer.toString(USUAL_LIMIT)));
      Optional<List<Map<String, @Nullable Object>>> rows = rows(request.getHttpURI().getPath());
      if (rows.isEmpty()) {
        say(response, 404, "404: Not Found", callback);
      } else if (limit > MOST) {
        say(response, 400, JSON.writeValueAsString(refusal(limit)), callback);
      } else {
        List<Map<String, @Nullable Object>> found = new ArrayList<>();
        for (Map<String, @Nullable Object> row : rows.get()) {
          if (isWanted(row, query)) {
            found.add(row);
          }
        }
        boolean isObjects = request.getHttpURI().getPath().endsWith("objects");
        say(
            response,
            200,
            JSON.writeValueAsString(answer(rows.get().size(), found, limit, isObjects)),
            callback);
      }
      return true;
    }

    private Optional<List<Map<String, @Nullable Object>>> rows(String path) {
      return switch (path) {
        case ROOT + "objects" -> Optional.of(head.look(StateRows::objects));
        case ROOT + "jobs" -> Optional.of(head.look(StateRows::jobs));
        case ROOT + "tasks" -> Optional.of(head.look(StateRows::tasks));
        default -> Optional.empty();
      };
    }

    private static boolean isWanted(Map<String, @Nullable Object> row, Fields query) {
      String key = value(query, "filter_keys", "");
      return key.isEmpty()
          || value(query, "filter_values", "").equals(String.valueOf(row.get(key)));
    }

    private static Map<String, @Nullable Object> answer(
        int total, List<Map<String, @Nullable Object>> found, int limit, boolean isObjects) {
      Map<String, @Nullable Object> result = new LinkedHashMap<>();
      result.put("total", total);
      result.put("num_after_truncation", total);
      result.put("num_filtered", found.size());
      result.put("result", found.subList(0, Math.min(limit, found.size())));
      result.put("partial_failure_warning", isObjects ? null : "");
      result.put("warnings", isObjects ? List.of(NO_CALL_SITES) : null);
      Map<String, @Nullable Object> answer = new LinkedHashMap<>();
      answer.put("result", true);
      answer.put("msg", "");
      answer.put("data", Map.of("result", result));
      return answer;
    }

    private static Map<String, Object> refusal(int limit) {
      return Map.of(
          "result",
          false,
          "msg",
          "Given limit %d exceeds the supported limit %d. Use a lower limit."
              .formatted(limit, MOST),
          "data",
          Map.of());
    }

    private static String value(Fields query, String name, String otherwise) {
      String given = query.getValue(name);
      return given == null || given.isEmpty() ? otherwise : given;
    }

    private static void say(Response response, int status, String text, Callback callback) {
      response.setStatus(status);
      response
          .getHeaders()
          .put(
              "Content-Type",
              status == 404 ? "text/plain; charset=utf-8" : "application/json; charset=utf-8");
      response.write(true, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), callback);
    }
  }
}
