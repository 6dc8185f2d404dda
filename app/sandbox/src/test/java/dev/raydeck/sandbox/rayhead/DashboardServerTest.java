package dev.raydeck.sandbox.rayhead;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raydeck.raywire.autoscaler.NodeState;
import dev.raydeck.raywire.autoscaler.NodeStatus;
import dev.raydeck.sandbox.SandboxClock;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What a task returned lies on the worker it ran on until its driver ends, and the dashboard tells
/// of it in the shape a real Ray answers.
class DashboardServerTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String STORE = "object_store_memory";

  private final SandboxClock clock = SandboxClock.stepped(Instant.parse("2026-11-26T19:55:00Z"));
  private final RayHead head =
      new RayHead(
          clock,
          new Random(3),
          "2.58.0",
          RayStart.parse(
              "ray start --head --num-cpus=0", "head", "headgroup", "10.244.1.2", 4L << 30));
  private final DashboardServer dashboard = DashboardServer.start(head);
  private final RayJob job = head.startJob("python3 holder.py", "ns");

  @AfterEach
  void close() {
    dashboard.close();
  }

  private String joinWorker() {
    return head.join(
        RayStart.parse("ray start --num-cpus=1", "worker", "small-group", "10.244.1.5", 1L << 30));
  }

  private NodeState worker() {
    return HeadTables.status(head).getClusterResourceState().getNodeStatesList().stream()
        .filter(node -> node.getInstanceId().equals("worker"))
        .findFirst()
        .orElseThrow();
  }

  private JsonNode ask(String path) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      URI uri =
          URI.create(
              "http://127.0.0.1:%d/api/v0/%s".formatted(dashboard.address().getPort(), path));
      return JSON.readTree(
          client
              .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
              .body());
    }
  }

  private static JsonNode recorded(String name) throws IOException {
    try (InputStream in = DashboardServerTest.class.getResourceAsStream("state/" + name)) {
      return JSON.readTree(Objects.requireNonNull(in));
    }
  }

  private static JsonNode rows(JsonNode answer) {
    return answer.path("data").path("result").path("result");
  }

  @Test
  void anObjectKeepsItsNodeBusyUntilItsDriverEnds() {
    var _ = joinWorker();
    head.submit(job, TaskRequest.of("make", Map.of(), 20_000_003));
    clock.advance(Duration.ofMillis(100));
    assertThat(worker().getNodeActivityList())
        .containsExactly("Busy workers on node.", "Resource: CPU currently in use.");
    clock.advance(Duration.ofSeconds(1));
    assertThat(worker())
        .returns(NodeStatus.RUNNING, NodeState::getStatus)
        .returns(
            List.of("Resource: object_store_memory currently in use."),
            node -> List.copyOf(node.getNodeActivityList()));
    assertThat(
            worker().getTotalResourcesOrThrow(STORE) - worker().getAvailableResourcesOrThrow(STORE))
        .isEqualTo(20_000_003);
    assertThat(worker().getAvailableResourcesOrThrow("CPU")).isEqualTo(1);
    head.endJob(job);
    clock.advance(Duration.ofSeconds(5));
    assertThat(worker().getStatus()).isEqualTo(NodeStatus.IDLE);
    assertThat(worker().getIdleDurationMs()).isEqualTo(5_000);
  }

  @Test
  void aSmallValueLiesInNoStore() {
    var _ = joinWorker();
    head.submit(job, TaskRequest.of("make", Map.of(), 1_003));
    clock.advance(Duration.ofSeconds(3));
    assertThat(worker().getStatus()).isEqualTo(NodeStatus.IDLE);
  }

  @Test
  void aTaskWaitsForAWorkerAndIsToldAsDemand() {
    head.submit(job, TaskRequest.of("make", Map.of(), 20_000_003));
    clock.advance(Duration.ofSeconds(1));
    assertThat(HeadTables.status(head).getClusterResourceState().getPendingResourceRequestsList())
        .hasSize(1);
    var _ = joinWorker();
    clock.advance(Duration.ofSeconds(1));
    assertThat(worker().getNodeActivityList())
        .containsExactly("Resource: object_store_memory currently in use.");
  }

  @Test
  void answersInTheShapeOfARealRay() throws IOException, InterruptedException {
    String node = joinWorker();
    head.submit(job, TaskRequest.of("make", Map.of(), 20_000_003));
    clock.advance(Duration.ofSeconds(2));
    JsonNode object = sameShape("objects", ask("objects?limit=10000"));
    assertThat(object.path("object_size").asLong()).isEqualTo(20_000_003);
    assertThat(object.path("pid").asLong()).isEqualTo(job.pid);
    String task = object.path("object_id").asString().substring(0, 48);
    JsonNode made =
        sameShape(
            "tasks",
            ask("tasks?limit=100&filter_keys=task_id&filter_predicates=%3D&filter_values=" + task));
    assertThat(made.path("node_id").asString()).isEqualTo(node);
    JsonNode driver = sameShape("jobs", ask("jobs?limit=10000"));
    assertThat(driver.path("entrypoint").asString()).isEqualTo("python3 holder.py");
    assertThat(rows(ask("tasks?filter_keys=task_id&filter_values=" + "ab".repeat(24)))).isEmpty();
    assertThat(ask("objects?limit=10001").path("result").asBoolean()).isFalse();
  }

  /// The columns and kinds of values of a row, and what is around the rows.
  private static JsonNode sameShape(String name, JsonNode answer) throws IOException {
    JsonNode real = recorded(name + ".json");
    assertThat(new TreeSet<>(answer.path("data").path("result").propertyNames()))
        .isEqualTo(new TreeSet<>(real.path("data").path("result").propertyNames()));
    JsonNode row = rows(answer).get(0);
    JsonNode realRow = rows(real).get(0);
    assertThat(List.copyOf(row.propertyNames())).isEqualTo(List.copyOf(realRow.propertyNames()));
    for (String column : realRow.propertyNames()) {
      assertThat(row.path(column).getNodeType())
          .as(column)
          .isEqualTo(realRow.path(column).getNodeType());
    }
    return row;
  }
}
