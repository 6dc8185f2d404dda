package dev.raydeck.desktop;

import dev.raydeck.engine.Autoscaler;
import dev.raydeck.model.ClusterSnapshot;
import dev.raydeck.model.Health;
import dev.raydeck.model.ObjectHolder;
import dev.raydeck.model.RayActor;
import dev.raydeck.model.RayNode;
import dev.raydeck.model.RayObject;
import dev.raydeck.model.RayObjects;
import dev.raydeck.model.RayState;
import dev.raydeck.model.ResourceBundle;
import dev.raydeck.model.SessionFrame;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The guide's cluster with one worker, f8w2k, that uses nothing but 26,500,009 bytes of its object
/// store: what a real Ray said of the recorded objects of `ray-objects`.
public final class ObjectScene {
  public static final String END = "f8w2k";
  public static final String NODE =
      Frames.nodeId("raycluster-autoscaler-small-group-worker-" + END);
  public static final long USED = 26_500_009;
  public static final ObjectHolder DRIVER =
      new ObjectHolder.Driver("06000000", "obj-job4", "python d3.py", 3064, "10.244.0.2");
  public static final ObjectHolder KEEPER = actor("far-keeper", 3145);
  public static final ObjectHolder BORROWER = actor("borrower", 3185);
  private static final String STORE = "object_store_memory";

  private ObjectScene() {}

  private static ObjectHolder actor(String name, long pid) {
    RayActor actor =
        FrameParts.actor(name, "Keeper", RayActor.State.ALIVE, "cc".repeat(28), 0, Frames.NOW);
    return new ObjectHolder.OfActor(
        new RayActor(
            actor.actorId(),
            actor.name(),
            actor.namespace(),
            actor.className(),
            actor.state(),
            actor.jobId(),
            actor.nodeId(),
            pid,
            actor.required(),
            actor.isDetached(),
            actor.startedAt(),
            null,
            null),
        "10.244.0.2");
  }

  /// A driver's of 20 MB, which an actor borrows, an actor's of 5 MB, and one of 1.5 MB that is
  /// only borrowed; `nodeId` is where they are said to lie.
  public static List<RayObject> recorded(@Nullable String nodeId) {
    return List.of(
        object("a5b2a08d58202f1a", 20_000_003, true, nodeId, DRIVER, BORROWER),
        object("05ea4d9e95be6c8e", 5_000_003, true, nodeId, KEEPER),
        object("744f4c4b479b0b38", 1_500_003, false, nodeId, BORROWER));
  }

  private static RayObject object(
      String id, long bytes, boolean isOwned, @Nullable String nodeId, ObjectHolder... holders) {
    return new RayObject(
        id + "f".repeat(24) + "0600000001000000", bytes, isOwned, List.of(holders), nodeId);
  }

  public static RayObjects told(List<RayObject> objects) {
    return new RayObjects(
        Frames.NOW, new Health(Health.State.OK, Frames.NOW, "", null), objects, false, null);
  }

  public static SessionFrame frame(@Nullable RayObjects told) {
    Duration age = Duration.ofMinutes(5);
    SessionFrame frame =
        Frames.guide().idle("small-group", END, Duration.ofSeconds(9), age).frame();
    ClusterSnapshot was = Objects.requireNonNull(frame.snapshot());
    RayState ray = Objects.requireNonNull(was.ray());
    RayState holding =
        new RayState(
            ray.readAt(),
            ray.sessionName(),
            ray.rayVersion(),
            ray.resourceStateVersion(),
            ray.nodes().stream().map(ObjectScene::holding).toList(),
            ray.demands(),
            ray.gangs(),
            ray.constraint(),
            List.of(KEEPER, BORROWER).stream()
                .map(holder -> ((ObjectHolder.OfActor) holder).actor())
                .toList(),
            ray.report(),
            told);
    ClusterSnapshot snapshot =
        new ClusterSnapshot(was.takenAt(), was.cluster(), was.pods(), holding, was.failures());
    return new SessionFrame(
        frame.turn(),
        frame.at(),
        frame.mode(),
        false,
        snapshot,
        Autoscaler.explain(snapshot),
        frame.result(),
        frame.apiServer(),
        frame.rayHead(),
        frame.autoscaler(),
        null,
        null);
  }

  private static RayNode holding(RayNode node) {
    if (!node.nodeId().equals(NODE)) {
      return node;
    }
    return new RayNode(
        node.nodeId(),
        node.instanceId(),
        node.nodeType(),
        RayNode.Status.RUNNING,
        with(node.total(), 300e6),
        with(node.available(), 300e6 - USED),
        Duration.ZERO,
        node.labels(),
        node.dynamicLabels(),
        List.of("Resource: object_store_memory currently in use."),
        node.ipAddress());
  }

  private static ResourceBundle with(ResourceBundle bundle, double store) {
    Map<String, Double> amounts = new LinkedHashMap<>(bundle.amounts());
    amounts.put(STORE, store);
    return new ResourceBundle(amounts);
  }
}
