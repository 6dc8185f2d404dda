package dev.raydeck.cluster.ray;

import dev.raydeck.cluster.kube.Json;
import dev.raydeck.model.Health;
import dev.raydeck.model.Trouble;
import dev.raydeck.model.Trouble.Cause;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Ray's state API on the head's dashboard port (ray: `GET /api/v0/…`, `ray list`). Blocking calls
/// with deadlines.
public final class StateApi implements AutoCloseable {
  /// Ray lists no more at once.
  static final int MOST_ROWS = 10_000;

  /// The server itself gives up after 80 % of it.
  private static final int SERVER_SECONDS = 8;

  private static final Duration DEADLINE = Duration.ofSeconds(10);

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .proxy(HttpClient.Builder.NO_PROXY) // A proxy of the environment is not for a head.
          .connectTimeout(DEADLINE)
          .build();
  private final String root;
  private final @Nullable String token;

  /// `token` is the cluster's own, where it uses one.
  public StateApi(String host, int port, @Nullable String token) {
    this.root = "http://%s:%d/api/v0/".formatted(host, port);
    this.token = token;
  }

  /// One list. `isTruncated` where there are more rows than Ray lists at once.
  record Rows(List<Map<?, ?>> rows, boolean isTruncated, @Nullable String warning) {}

  Rows list(String resource) throws StateFailure {
    return list(resource + "?limit=" + MOST_ROWS + "&timeout=" + SERVER_SECONDS, MOST_ROWS);
  }

  /// The rows that have this value in a column.
  Rows list(String resource, String column, String value) throws StateFailure {
    return list(
        "%s?limit=100&timeout=%d&filter_keys=%s&filter_predicates=%%3D&filter_values=%s"
            .formatted(
                resource, SERVER_SECONDS, column, URLEncoder.encode(value, StandardCharsets.UTF_8)),
        100);
  }

  private Rows list(String query, int limit) throws StateFailure {
    Map<?, ?> result = map(map(get(query).get("data")).get("result"));
    List<Map<?, ?>> rows =
        result.get("result") instanceof List<?> list
            ? list.stream().<Map<?, ?>>map(StateApi::map).toList()
            : List.of();
    boolean isTruncated = rows.size() >= limit || number(result.get("num_filtered")) > rows.size();
    String warning = text(result.get("partial_failure_warning"));
    return new Rows(rows, isTruncated, warning.isEmpty() ? null : warning);
  }

  private Map<String, Object> get(String query) throws StateFailure {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(root + query)).timeout(DEADLINE).GET();
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    try {
      HttpResponse<String> answer =
          client.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
      return read(answer.statusCode(), answer.body());
    } catch (HttpTimeoutException e) {
      throw new StateFailure(Health.State.LOST, Trouble.of(Cause.LATE), e);
    } catch (IOException e) {
      throw new StateFailure(
          Health.State.LOST,
          Trouble.of(
              Cause.DASHBOARD_SILENT,
              Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName())),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StateFailure(Health.State.LOST, Trouble.other("interrupted"), e);
    }
  }

  private static Map<String, Object> read(int status, String body) throws StateFailure {
    if (status == 401 || status == 403) {
      throw new StateFailure(Health.State.FORBIDDEN, Trouble.other(body.strip()), null);
    }
    if (status == 404) {
      throw new StateFailure(Health.State.ABSENT, Trouble.of(Cause.NO_STATE_API), null);
    }
    try {
      Map<String, Object> answer = Json.object(body);
      if (status == 200 && Boolean.TRUE.equals(answer.get("result"))) {
        return answer;
      }
      throw refused(status, text(answer.get("msg")), null);
    } catch (RuntimeException e) {
      throw refused(status, body.lines().findFirst().orElse(""), e);
    }
  }

  /// In Ray's own words.
  private static StateFailure refused(int status, String words, @Nullable Throwable cause) {
    return new StateFailure(Health.State.LOST, Trouble.other(status + " " + words), cause);
  }

  @Override
  public void close() {
    client.shutdownNow();
  }

  static Map<?, ?> map(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? map : Map.of();
  }

  static String text(@Nullable Object value) {
    return value == null ? "" : value.toString();
  }

  /// Ray writes some of its numbers as strings.
  static long number(@Nullable Object value) {
    if (value instanceof Number number) {
      return number.longValue();
    }
    return value instanceof String digits && digits.matches("-?\\d{1,18}")
        ? Long.parseLong(digits)
        : 0;
  }
}
