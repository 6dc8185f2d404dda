package dev.raydeck.cluster.ray;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import dev.raydeck.model.AutoscalerReport;
import dev.raydeck.model.PlacementConstraint;
import dev.raydeck.model.RayActor;
import dev.raydeck.model.RayNode;
import dev.raydeck.model.RayState;
import dev.raydeck.model.ResourceBundle;
import dev.raydeck.model.ResourceDemand;
import dev.raydeck.model.ResourceRequest;
import dev.raydeck.model.ScalingCommand.DrainNode;
import dev.raydeck.raywire.autoscaler.AutoscalingState;
import dev.raydeck.raywire.autoscaler.ClusterResourceState;
import dev.raydeck.raywire.autoscaler.DrainNodeReason;
import dev.raydeck.raywire.autoscaler.DrainNodeReply;
import dev.raydeck.raywire.autoscaler.DrainNodeRequest;
import dev.raydeck.raywire.autoscaler.GangResourceRequest;
import dev.raydeck.raywire.autoscaler.GetClusterStatusReply;
import dev.raydeck.raywire.autoscaler.NodeState;
import dev.raydeck.raywire.autoscaler.NodeStatus;
import dev.raydeck.raywire.autoscaler.ResourceRequestByCount;
import dev.raydeck.raywire.common.ActorDeathCause;
import dev.raydeck.raywire.common.ActorDiedErrorContext;
import dev.raydeck.raywire.gcs.ActorTableData;
import dev.raydeck.raywire.gcsservice.GcsStatus;
import dev.raydeck.raywire.gcsservice.GetAllActorInfoReply;
import dev.raydeck.raywire.gcsservice.KillActorViaGcsRequest;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GcsClientTest {
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
  private static final String NODE = "0a".repeat(28);
  private static final String ACTOR = "0b".repeat(16);

  private FakeGcs gcs;
  private GcsClient client;

  @BeforeEach
  void connect() throws Exception {
    gcs = new FakeGcs();
    client = GcsClient.connect("127.0.0.1", gcs.port(), null);
  }

  @AfterEach
  void close() throws IOException {
    client.close();
    gcs.close();
  }

  @Test
  void learnsWhichClusterAndWhichRay() {
    assertThat(client.clusterId()).isEqualTo("ab".repeat(28));
    assertThat(client.rayVersion()).isEqualTo("2.58.0");
  }

  @Test
  void readsNodesWithIdleTimesAndWhatIsUsedUp() throws Exception {
    serve(
        ClusterResourceState.newBuilder()
            .setClusterSessionName("session_x")
            .addNodeStates(
                NodeState.newBuilder()
                    .setNodeId(bytes(NODE))
                    .setInstanceId("w1")
                    .setRayNodeTypeName("small-group")
                    .setStatus(NodeStatus.IDLE)
                    .setIdleDurationMs(14_799)
                    .putTotalResources("CPU", 1)
                    .putTotalResources("memory", 1024)
                    .putAvailableResources("memory", 1024)));
    RayState state = client.read(() -> NOW);
    assertThat(state.readAt()).isEqualTo(NOW);
    assertThat(state.constraint()).isNull();
    assertThat(state.report()).isNull();
    RayNode node = state.nodes().getFirst();
    assertThat(node.nodeId()).isEqualTo(NODE);
    assertThat(node.status()).isEqualTo(RayNode.Status.IDLE);
    assertThat(node.idle()).isEqualTo(Duration.ofMillis(14_799));
    assertThat(node.available().amount("CPU")).isZero();
    assertThat(node.total().amounts())
        .containsExactly(Map.entry("CPU", 1.0), Map.entry("memory", 1024.0));
  }

  @Test
  void readsDemandsGangsAndTheLastReport() throws Exception {
    var request =
        dev.raydeck.raywire.autoscaler.ResourceRequest.newBuilder().putResourcesBundle("CPU", 1);
    var spread = request.clone();
    spread.addPlacementConstraintsBuilder().getAntiAffinityBuilder().setLabelName("_PG_1");
    gcs.status =
        GetClusterStatusReply.newBuilder()
            .setAutoscalingState(AutoscalingState.newBuilder().setAutoscalerStateVersion(7))
            .setClusterResourceState(
                ClusterResourceState.newBuilder()
                    .addPendingResourceRequests(
                        ResourceRequestByCount.newBuilder().setRequest(request).setCount(3))
                    .addPendingGangResourceRequests(
                        GangResourceRequest.newBuilder()
                            .setDetails("1:STRICT_SPREAD|PENDING")
                            .addRequests(spread)))
            .build();
    RayState state = client.read(() -> NOW);
    assertThat(state.demands()).containsExactly(ResourceDemand.of(ResourceBundle.of("CPU", 1), 3));
    assertThat(state.gangs().getFirst().requests().getFirst().constraint())
        .isEqualTo(new PlacementConstraint(PlacementConstraint.Kind.ANTI_AFFINITY, "_PG_1", ""));
    assertThat(state.report())
        .isEqualTo(
            new AutoscalerReport(7, List.of(), List.of(), List.of(), List.of(), false, List.of()));
  }

  @Test
  void placesAnActorOnlyOnceItRuns() throws Exception {
    ActorTableData.Builder actor =
        ActorTableData.newBuilder()
            .setActorId(bytes(ACTOR))
            .setName("actor1")
            .setNodeId(bytes(NODE));
    gcs.actors =
        GetAllActorInfoReply.newBuilder()
            .addActorTableData(actor.clone().setState(ActorTableData.ActorState.ALIVE))
            .addActorTableData(actor.clone().setState(ActorTableData.ActorState.PENDING_CREATION))
            .addActorTableData(
                actor
                    .clone()
                    .setState(ActorTableData.ActorState.DEAD)
                    .setEndTime(1_000)
                    .setDeathCause(
                        ActorDeathCause.newBuilder()
                            .setActorDiedErrorContext(
                                ActorDiedErrorContext.newBuilder().setErrorMessage("killed"))))
            .build();
    List<RayActor> actors = client.read(() -> NOW).actors();
    assertThat(actors).extracting(RayActor::nodeId).containsExactly(NODE, null, NODE);
    assertThat(actors.getLast().deathCause()).isEqualTo("killed");
    assertThat(actors.getLast().endedAt()).isEqualTo(Instant.ofEpochSecond(1));
    assertThat(actors.getFirst().endedAt()).isNull();
  }

  @Test
  void drainsForIdlenessWithReasonAndWithoutDeadline() throws Exception {
    GcsClient.DrainAnswer answer =
        client.drain(new DrainNode(NODE, "w1", "small-group", Duration.ofMillis(61_500)));
    assertThat(answer.isAccepted()).isTrue();
    DrainNodeRequest sent = (DrainNodeRequest) gcs.received.getFirst();
    assertThat(sent.getReason()).isEqualTo(DrainNodeReason.DRAIN_NODE_REASON_IDLE_TERMINATION);
    assertThat(sent.getReasonMessage())
        .isEqualTo("Termination of node that's idle for 61.50 seconds.");
    assertThat(sent.getDeadlineTimestampMs()).isZero();
  }

  @Test
  void saysWhyADrainWasRefused() throws Exception {
    gcs.drain = DrainNodeReply.newBuilder().setRejectionReasonMessage("no longer idle").build();
    assertThat(client.drain(new DrainNode(NODE, "w1", "g", Duration.ofSeconds(61))))
        .isEqualTo(new GcsClient.DrainAnswer(false, "no longer idle"));
  }

  @Test
  void drainsTheLegacyWayForOtherCauses() throws Exception {
    assertThat(client.drain(new DrainNode(NODE, "w1", "g", null)).isAccepted()).isTrue();
    assertThat(gcs.received.getFirst())
        .isInstanceOf(dev.raydeck.raywire.gcsservice.DrainNodeRequest.class);
  }

  @Test
  void neverSendsAnIdOfWrongLength() {
    DrainNode drain = new DrainNode("abcd", "w1", "g", Duration.ofSeconds(61));
    assertThat(failure(() -> client.drain(drain))).isEqualTo(GcsFailure.Kind.REFUSED);
    assertThat(failure(() -> client.kill("zz"))).isEqualTo(GcsFailure.Kind.REFUSED);
    assertThat(gcs.received).isEmpty();
  }

  @Test
  void killsForGood() throws Exception {
    client.kill(ACTOR);
    KillActorViaGcsRequest sent = (KillActorViaGcsRequest) gcs.received.getFirst();
    assertThat(sent.getForceKill()).isTrue();
    assertThat(sent.getNoRestart()).isTrue();
    gcs.kill = GcsStatus.newBuilder().setCode(17).setMessage("Could not find actor").build();
    assertThat(failure(() -> client.kill(ACTOR))).isEqualTo(GcsFailure.Kind.REFUSED);
  }

  @Test
  void changesNothingInAClusterThatTookTheAddressOver() {
    gcs.clusterId = "cd".repeat(28);
    assertThat(failure(() -> client.kill(ACTOR))).isEqualTo(GcsFailure.Kind.RESTARTED);
    assertThat(gcs.received).isEmpty();
  }

  @Test
  void bringsTheTokenWhereOneIsWanted() throws Exception {
    gcs.token = "s3cret";
    assertThat(failure(() -> client.read(() -> NOW))).isEqualTo(GcsFailure.Kind.UNAUTHENTICATED);
    try (GcsClient allowed = GcsClient.connect("127.0.0.1", gcs.port(), "s3cret")) {
      assertThat(allowed.read(() -> NOW).nodes()).isEmpty();
    }
  }

  @Test
  void saysThatNobodyAnswers() {
    gcs.close();
    assertThat(failure(() -> client.read(() -> NOW)))
        .isIn(GcsFailure.Kind.UNREACHABLE, GcsFailure.Kind.LATE);
  }

  @Test
  void reportsWhatRayStatusShows() throws Exception {
    RayState seen = client.read(() -> NOW);
    client.report(
        new AutoscalerReport(
            3,
            List.of(new AutoscalerReport.PendingRequest("small-group", 2, NOW)),
            List.of(new AutoscalerReport.PendingInstance("small-group", "i3", "")),
            List.of(ResourceRequest.of(ResourceBundle.of("CPU", 2))),
            List.of(),
            false,
            List.of(new AutoscalerReport.FailedRequest("small-group", "quota", NOW, NOW))),
        seen);
    AutoscalingState report = gcs.report;
    assertThat(report.getAutoscalerStateVersion()).isEqualTo(3);
    assertThat(report.getPendingInstanceRequestsList()).hasSize(1);
    assertThat(report.getPendingInstanceRequests(0).getCount()).isEqualTo(2);
    assertThat(report.getPendingInstanceRequests(0).getRequestTs()).isEqualTo(NOW.getEpochSecond());
    assertThat(report.getPendingInstancesList()).hasSize(1);
    assertThat(report.getFailedInstanceRequestsList()).hasSize(1);
    assertThat(report.getInfeasibleResourceRequests(0).getResourcesBundleMap())
        .containsEntry("CPU", 2.0);
  }

  private void serve(ClusterResourceState.Builder state) {
    gcs.status = GetClusterStatusReply.newBuilder().setClusterResourceState(state).build();
  }

  private interface Call {
    void run() throws GcsFailure;
  }

  private static GcsFailure.Kind failure(Call call) {
    GcsFailure thrown = catchThrowableOfType(GcsFailure.class, call::run);
    assertThat(thrown).isNotNull();
    return thrown.kind();
  }

  private static ByteString bytes(String hex) {
    return ByteString.copyFrom(HexFormat.of().parseHex(hex));
  }
}
