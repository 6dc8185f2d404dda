package dev.raydeck.cluster.ray;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.raydeck.cluster.kube.Json;
import dev.raydeck.model.Health;
import dev.raydeck.model.ObjectHolder;
import dev.raydeck.model.ObjectHolding;
import dev.raydeck.model.RayActor;
import dev.raydeck.model.RayNode;
import dev.raydeck.model.RayObject;
import dev.raydeck.model.RayObjects;
import dev.raydeck.model.RayState;
import dev.raydeck.model.ResourceBundle;
import dev.raydeck.model.Trouble.Cause;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The joined answer about a recorded cluster: worker 5 holds 3,200,006 bytes, worker 7 holds
/// 26,500,009, as its GCS said.
@SuppressWarnings("NullAway.Init") // JUnit sets the fields
class ObjectReaderTest {
  private static final Instant NOW = Instant.parse("2026-11-26T19:55:15Z");
  private static final String HEAD = "eab2474ff624fcf78ede43c0fb1dfc060aec6410d07ce99771cbc2de";
  private static final String WORKER_5 = "061e55ecadeea1419c828d350a25420ad0e90aae98420fd70a340cd6";
  private static final String WORKER_7 = "163cafc94f6a171ecf02a1d03d76cbe96a84375106fc9531e1686a73";
  private static final String OF_BORROWER =
      "744f4c4b479b0b38ffffffffffffffffffffffff0600000001000000";
  private static final String PUT_BY_DRIVER =
      "00ffffffffffffffffffffffffffffffffffffff0600000001e1f505";
  private static final ObjectHolder DRIVER =
      new ObjectHolder.Driver("06000000", "obj-job4", "python d3.py", 3064, "10.244.1.2");

  private FakeDashboard dashboard;
  private ObjectReader reader;

  @BeforeEach
  void open() throws IOException {
    dashboard = new FakeDashboard();
    reader = new ObjectReader(new StateApi("127.0.0.1", dashboard.port(), null));
  }

  @AfterEach
  void close() {
    dashboard.close();
  }

  @Test
  void tellsWhoHoldsWhatLiesOnAWorker() throws StateFailure {
    List<ObjectHolding> holdings = reader.read(state(), NOW).on(WORKER_7, 26_500_009);
    assertThat(holdings)
        .extracting(one -> one.holder().label(), ObjectHolding::isOwner, ObjectHolding::bytes)
        .containsExactly(
            tuple("job 06000000", true, 20_000_003L),
            tuple("far-keeper", true, 5_000_003L),
            tuple("borrower", false, 1_500_003L));
    assertThat(holdings).allMatch(ObjectHolding::isPlaced);
    assertThat(holdings.getFirst().holder()).isEqualTo(DRIVER);
  }

  @Test
  void placesAPutAtItsProcessAndAReturnedValueAtItsTask() throws StateFailure {
    List<ObjectHolding> holdings = reader.read(state(), NOW).on(WORKER_5, 3_200_006);
    assertThat(holdings)
        .extracting(one -> one.holder().label(), ObjectHolding::bytes)
        .containsExactly(tuple("on-worker", 3_000_003L), tuple("job 06000000", 200_003L));
  }

  @Test
  void tellsTheOwnerFromWhoBorrows() throws StateFailure {
    RayObjects read = reader.read(state(), NOW);
    assertThat(object(read, PUT_BY_DRIVER))
        .returns(true, RayObject::isOwned)
        .returns(HEAD, RayObject::nodeId)
        .satisfies(object ->
            assertThat(object.holders())
                .extracting(ObjectHolder::label)
                .containsExactly("job 06000000", "borrower"));
    assertThat(object(read, OF_BORROWER)).returns(false, RayObject::isOwned);
  }

  @Test
  void leavesOutWhatLiesInNoObjectStore() throws StateFailure {
    assertThat(reader.read(state(), NOW).objects())
        .as("1,003 and 15 bytes travel in messages; a handle is no object")
        .hasSize(6)
        .noneMatch(object -> object.sizeBytes() < 100_000);
  }

  @Test
  void keepsWhatItKnowsOfTasksAndDrivers() throws StateFailure {
    RayObjects first = reader.read(state(), NOW);
    assertThat(dashboard.asked).contains("objects", "jobs", "tasks");
    dashboard.asked.clear();
    assertThat(reader.read(state(), NOW)).isEqualTo(first);
    assertThat(dashboard.asked).containsExactly("objects");
  }

  @Test
  void saysWhereItCannotTellTheNode() throws StateFailure {
    String unknown = "ab".repeat(8) + OF_BORROWER.substring(16);
    dashboard.objects = dashboard.objects.replace(OF_BORROWER, unknown);
    RayObjects read = reader.read(state(), NOW);
    assertThat(object(read, unknown).nodeId()).isNull();
    assertThat(read.on(WORKER_7, 26_500_009))
        .filteredOn(one -> !one.isPlaced())
        .extracting(one -> one.holder().label())
        .containsExactly("borrower");
    assertThat(read.on(WORKER_7, 25_000_006)).allMatch(ObjectHolding::isPlaced);
  }

  @Test
  void saysThatSomeAreMissing() throws StateFailure {
    dashboard.objects =
        dashboard
            .objects
            .replace("\"num_filtered\": 10", "\"num_filtered\": 10001")
            .replace(
                "\"partial_failure_warning\": null", "\"partial_failure_warning\": \"1 node\"");
    assertThat(reader.read(state(), NOW))
        .returns(true, RayObjects::isTruncated)
        .returns("1 node", RayObjects::warning);
  }

  @Test
  void saysWhyNothingIsKnown() {
    dashboard.token = "secret";
    assertFails(Health.State.FORBIDDEN, Cause.OTHER, "Missing authentication token");
    dashboard.token = "";
    dashboard.status = 404;
    assertFails(Health.State.ABSENT, Cause.NO_STATE_API, null);
    dashboard.status = 500;
    dashboard.broken = "{\"result\": false, \"msg\": \"too many\", \"data\": {}}";
    assertFails(Health.State.LOST, Cause.OTHER, "500 too many");
    dashboard.broken = "<html>";
    assertFails(Health.State.LOST, Cause.OTHER, "500 <html>");
    dashboard.close();
    assertFails(Health.State.LOST, Cause.DASHBOARD_SILENT, "onnect");
  }

  @Test
  void givesTheClustersToken() throws StateFailure {
    dashboard.token = "secret";
    ObjectReader known = new ObjectReader(new StateApi("127.0.0.1", dashboard.port(), "secret"));
    assertThat(known.read(state(), NOW).objects()).isNotEmpty();
  }

  private void assertFails(Health.State state, Cause cause, @Nullable String words) {
    assertThatThrownBy(() -> reader.read(state(), NOW))
        .isInstanceOfSatisfying(
            StateFailure.class,
            failure -> {
              assertThat(failure.state()).isEqualTo(state);
              assertThat(failure.trouble().cause()).isEqualTo(cause);
              assertThat(String.join("", failure.trouble().about()))
                  .contains(words == null ? "" : words);
            });
  }

  private static RayObject object(RayObjects read, String id) {
    return read.objects().stream()
        .filter(object -> object.objectId().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static RayState state() {
    List<?> rows =
        (List<?>)
            Objects.requireNonNull(
                Json.object("{\"rows\":" + FakeDashboard.recorded("actors.json") + "}")
                    .get("rows"));
    return new RayState(
        NOW,
        "session",
        "2.58.0",
        1,
        Stream.of(
                node(HEAD, "10.244.1.2"),
                node(WORKER_5, "10.244.1.5"),
                node(WORKER_7, "10.244.1.7"))
            .toList(),
        List.of(),
        List.of(),
        null,
        rows.stream().map(row -> actor((Map<?, ?>) row)).toList(),
        null);
  }

  private static RayNode node(String id, String ip) {
    return new RayNode(
        id,
        ip,
        "small-group",
        RayNode.Status.RUNNING,
        ResourceBundle.EMPTY,
        ResourceBundle.EMPTY,
        Duration.ZERO,
        Map.of(),
        Map.of(),
        List.of(),
        ip);
  }

  private static RayActor actor(Map<?, ?> row) {
    @Nullable Object node = row.get("node_id");
    return new RayActor(
        StateApi.text(row.get("actor_id")),
        StateApi.text(row.get("name")),
        "default_namespace",
        StateApi.text(row.get("class_name")),
        RayActor.State.valueOf(StateApi.text(row.get("state"))),
        StateApi.text(row.get("job_id")),
        node == null ? null : node.toString(),
        StateApi.number(row.get("pid")),
        ResourceBundle.EMPTY,
        true,
        null,
        null,
        null);
  }
}
