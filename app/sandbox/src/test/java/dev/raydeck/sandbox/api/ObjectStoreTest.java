package dev.raydeck.sandbox.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class ObjectStoreTest {
  private final ObjectStore store =
      new ObjectStore(InstantSource.fixed(Instant.parse("2026-11-24T12:00:00Z")), new Random(1));

  @Test
  void givesEachNewObjectAnIdentity() {
    ObjectNode object = Samples.named("");
    Json.child(object, "metadata").put("generateName", "w-");

    ObjectNode created = store.create(Kinds.CONFIG_MAPS, object);

    assertThat(Json.text(created, "metadata", "name"))
        .matches("w-[bcdfghjklmnpqrstvwxz2456789]{5}");
    assertThat(Json.text(created, "metadata", "uid")).matches("[0-9a-f-]{36}");
    assertThat(Json.text(created, "metadata", "creationTimestamp"))
        .isEqualTo("2026-11-24T12:00:00Z");
    assertThat(Long.parseLong(Json.text(created, "metadata", "resourceVersion")))
        .isEqualTo(store.resourceVersion());
  }

  @Test
  void refusesTakenNamesAndMissingNamespaces() {
    store.create(Kinds.CONFIG_MAPS, Samples.named("a"));

    assertThatThrownBy(() -> store.create(Kinds.CONFIG_MAPS, Samples.named("a")))
        .hasMessage("configmaps \"a\" already exists");
    ObjectNode elsewhere = Samples.json("{'metadata':{'name':'a','namespace':'nowhere'}}");
    assertThatThrownBy(() -> store.create(Kinds.CONFIG_MAPS, elsewhere))
        .hasMessage("namespaces \"nowhere\" not found");
  }

  @Test
  void raisesGenerationWithSpecOnlyAndIgnoresChangesToTheSame() {
    ObjectNode first = store.create(Kinds.RAY_CLUSTERS, Samples.rayCluster("rc"));

    ObjectNode labelled = change(t -> Json.child(t, "metadata").putObject("labels").put("a", "b"));
    ObjectNode spec = change(t -> Json.child(t, "spec").put("rayVersion", "2.52.0"));
    ObjectNode same = change(t -> Json.child(t, "spec").put("rayVersion", "2.52.0"));
    ObjectNode undefaulted =
        change(t -> ((ObjectNode) t.at("/spec/workerGroupSpecs/0")).remove("numOfHosts"));

    assertThat(Json.number(first, "metadata", "generation")).isEqualTo(1);
    assertThat(Json.number(labelled, "metadata", "generation")).isEqualTo(1);
    assertThat(Json.number(spec, "metadata", "generation")).isEqualTo(2);
    assertThat(same).isEqualTo(spec);
    assertThat(undefaulted).isEqualTo(spec);
  }

  @Test
  void keepsSpecAndStatusApart() {
    store.create(Kinds.RAY_CLUSTERS, Samples.rayCluster("rc"));

    ObjectNode main = change(t -> t.putObject("status").put("state", "ready"));
    ObjectNode status =
        store.updateStatus(
            Kinds.RAY_CLUSTERS,
            "default",
            "rc",
            t -> {
              t.putObject("status").put("state", "ready");
              Json.child(t, "spec").put("rayVersion", "9");
              return t;
            });

    assertThat(main.has("status")).isFalse();
    assertThat(Json.text(status, "status", "state")).isEqualTo("ready");
    assertThat(Json.text(status, "spec", "rayVersion")).isEmpty();
    assertThat(Json.number(status, "metadata", "generation")).isEqualTo(1);
  }

  @Test
  void writesCrdDefaultsIntoWorkerGroups() {
    ObjectNode created = store.create(Kinds.RAY_CLUSTERS, Samples.rayCluster("rc"));

    assertThat(created.at("/spec/workerGroupSpecs/0/replicas").asInt()).isZero();
    assertThat(created.at("/spec/workerGroupSpecs/0/minReplicas").asInt()).isZero();
    assertThat(created.at("/spec/workerGroupSpecs/0/maxReplicas").asInt()).isEqualTo(2147483647);
    assertThat(created.at("/spec/workerGroupSpecs/0/numOfHosts").asInt()).isEqualTo(1);
  }

  @Test
  void wordsSchemaProblemsAsTheRealServerDoes() {
    ObjectNode bad = Samples.rayCluster("bad");
    Json.child(bad, "spec").putObject("autoscalerOptions").put("upscalingMode", "Turbo");
    ((ObjectNode) bad.at("/spec/workerGroupSpecs/0")).remove("groupName");
    ((ObjectNode) bad.at("/spec/workerGroupSpecs/0")).put("replicas", "x");

    assertThatThrownBy(() -> store.create(Kinds.RAY_CLUSTERS, bad))
        .hasMessage(
            "RayCluster.ray.io \"bad\" is invalid: [spec.workerGroupSpecs[0].groupName: Required"
                + " value, spec.workerGroupSpecs[0].replicas: Invalid value: \"string\":"
                + " spec.workerGroupSpecs[0].replicas in body must be of type integer: \"string\","
                + " spec.autoscalerOptions.upscalingMode: Unsupported value: \"Turbo\": supported"
                + " values: \"Default\", \"Aggressive\", \"Conservative\", <nil>: Invalid value:"
                + " null: some validation rules were not checked because the object was invalid;"
                + " correct the existing errors to complete validation]");
  }

  @Test
  void acceptsNumbersBeyondInt32AsTheRealServerDoes() {
    ObjectNode poison = Samples.rayCluster("poison");
    ((ObjectNode) poison.at("/spec/workerGroupSpecs/0")).put("replicas", 99_999_999_999L);

    ObjectNode created = store.create(Kinds.RAY_CLUSTERS, poison);

    assertThat(created.at("/spec/workerGroupSpecs/0/replicas").asLong()).isEqualTo(99_999_999_999L);
  }

  @Test
  void leavesPodsOnNodesToTheKubelet() {
    ObjectNode bound = Samples.pod("bound");
    Json.child(bound, "spec").put("nodeName", "n1");
    store.create(Kinds.PODS, bound);
    store.create(Kinds.PODS, Samples.pod("free"));

    store.delete(Kinds.PODS, "default", "bound", null);
    store.delete(Kinds.PODS, "default", "free", null);

    ObjectNode dying = store.find(Kinds.PODS, "default", "bound").orElseThrow();
    assertThat(Json.text(dying, "metadata", "deletionTimestamp")).isEqualTo("2026-11-24T12:00:30Z");
    assertThat(store.find(Kinds.PODS, "default", "free")).isEmpty();
    assertThatThrownBy(() -> store.create(Kinds.PODS, Samples.pod("bound")))
        .hasMessage("object is being deleted: pods \"bound\" already exists");
    store.remove(Kinds.PODS, "default", "bound");
    assertThat(store.find(Kinds.PODS, "default", "bound")).isEmpty();
  }

  @Test
  void holdsObjectsWithFinalizersUntilTheLastIsGone() {
    ObjectNode held = Samples.named("held");
    Json.child(held, "metadata").putArray("finalizers").add("a/b");
    store.create(Kinds.CONFIG_MAPS, held);

    store.delete(Kinds.CONFIG_MAPS, "default", "held", null);

    assertThat(store.find(Kinds.CONFIG_MAPS, "default", "held")).isPresent();
    store.update(
        Kinds.CONFIG_MAPS,
        "default",
        "held",
        t -> {
          Json.child(t, "metadata").remove("finalizers");
          return t;
        });
    assertThat(store.find(Kinds.CONFIG_MAPS, "default", "held")).isEmpty();
  }

  @Test
  void takesDependentsAwayWithTheirOwner() {
    ObjectNode owner = store.create(Kinds.RAY_CLUSTERS, Samples.rayCluster("rc"));
    store.create(Kinds.PODS, Samples.ownedBy(Samples.pod("child"), owner));
    store.create(Kinds.SERVICES, Samples.ownedBy(Samples.named("svc"), owner));

    store.delete(Kinds.RAY_CLUSTERS, "default", "rc", null);
    store.create(Kinds.PODS, Samples.ownedBy(Samples.pod("late"), owner));

    assertThat(store.list(Kinds.PODS, "default")).isEmpty();
    assertThat(store.list(Kinds.SERVICES, "default")).isEmpty();
  }

  @Test
  void endsANamespaceOnceItIsEmpty() {
    store.create(Kinds.NAMESPACES, Samples.json("{'metadata':{'name':'team'}}"));
    ObjectNode pod = Samples.pod("p");
    Json.child(pod, "metadata").put("namespace", "team");
    Json.child(pod, "spec").put("nodeName", "n1");
    store.create(Kinds.PODS, pod);
    store.create(Kinds.CONFIG_MAPS, Samples.json("{'metadata':{'name':'c','namespace':'team'}}"));

    store.delete(Kinds.NAMESPACES, "", "team", null);

    ObjectNode dying = store.find(Kinds.NAMESPACES, "", "team").orElseThrow();
    assertThat(Json.text(dying, "status", "phase")).isEqualTo("Terminating");
    assertThat(store.list(Kinds.CONFIG_MAPS, "team")).isEmpty();
    assertThatThrownBy(() ->
            store.create(
                Kinds.CONFIG_MAPS, Samples.json("{'metadata':{'name':'d','namespace':'team'}}")))
        .hasMessageContaining("because it is being terminated");
    store.remove(Kinds.PODS, "team", "p");
    assertThat(store.find(Kinds.NAMESPACES, "", "team")).isEmpty();
  }

  @Test
  void replaysTheStateAndThenEveryChangeInOrder() throws Exception {
    store.create(Kinds.CONFIG_MAPS, Samples.named("old"));
    List<String> seen = new CopyOnWriteArrayList<>();
    try (AutoCloseable watch =
        store.watch(
            Kinds.CONFIG_MAPS,
            event ->
                seen.add(event.type() + " " + Json.text(event.object(), "metadata", "name")))) {
      assertThat(watch).isNotNull();
      for (int i = 0; i < 300; i++) {
        store.create(Kinds.CONFIG_MAPS, Samples.named("n" + i));
        store.delete(Kinds.CONFIG_MAPS, "default", "n" + i, null);
      }
      await().until(() -> seen.size() == 601);
    }
    assertThat(seen.subList(0, 5))
        .containsExactly("ADDED old", "ADDED n0", "DELETED n0", "ADDED n1", "DELETED n1");
  }

  @Test
  void losesNoUpdateWhenManyWriteAtOnce() throws InterruptedException {
    store.create(Kinds.CONFIG_MAPS, Samples.json("{'metadata':{'name':'c'},'data':{'n':'0'}}"));
    CountDownLatch done = new CountDownLatch(8);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      threads.add(
          Thread.ofVirtual()
              .start(() -> {
                for (int j = 0; j < 100; j++) {
                  store.update(Kinds.CONFIG_MAPS, "default", "c", ObjectStoreTest::increment);
                }
                done.countDown();
              }));
    }
    done.await();
    ObjectNode end = store.find(Kinds.CONFIG_MAPS, "default", "c").orElseThrow();
    assertThat(Json.text(end, "data", "n")).isEqualTo("800");
    assertThat(threads).hasSize(8);
  }

  private static ObjectNode increment(ObjectNode tree) {
    int next = Integer.parseInt(Json.text(tree, "data", "n")) + 1;
    Json.child(tree, "data").put("n", Integer.toString(next));
    return tree;
  }

  private ObjectNode change(Consumer<ObjectNode> change) {
    return store.update(
        Kinds.RAY_CLUSTERS,
        "default",
        "rc",
        tree -> {
          change.accept(tree);
          return tree;
        });
  }
}
