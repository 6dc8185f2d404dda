package dev.raydeck.sandbox.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raydeck.raywire.gcs.ActorTableData;
import dev.raydeck.sandbox.SandboxClock;
import dev.raydeck.sandbox.rayhead.HeadTables;
import dev.raydeck.sandbox.rayhead.RayHead;
import dev.raydeck.sandbox.rayhead.RayStart;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.approvaltests.Approvals;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// Commands as the guide gives them, in the head's Ray container.
class HeadProgramTest {
  private static final String START = "/home/ray/samples/detached_actor.py";
  private static final String PROGRAM = "# raydeck: launch actors\nimport ray\n";
  private static final String END = "/home/ray/samples/terminate_detached_actor.py";

  private final SandboxClock clock =
      SandboxClock.stepped(Instant.parse("2026-11-24T19:22:59.218Z"));
  private final RayHead head =
      new RayHead(
          clock,
          new Random(7),
          "2.58.0",
          RayStart.parse(
              "ray start --head --num-cpus=0 --memory=5368709120",
              "raycluster-autoscaler-head-7lvdq",
              "headgroup",
              "10.244.1.35",
              5L << 30));
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private Map<String, String> files = guideFiles();

  private static Map<String, String> guideFiles() {
    try (InputStream yaml =
        Objects.requireNonNull(
            SandboxClock.class.getResourceAsStream("samples/ray-cluster.autoscaler.yaml"))) {
      for (JsonNode document :
          new YAMLMapper().readerFor(JsonNode.class).<JsonNode>readValues(yaml).readAll()) {
        if (document.path("kind").asString().equals("ConfigMap")) {
          JsonNode data = document.path("data");
          return Map.of(
              START, data.path("detached_actor.py").asString(),
              END, data.path("terminate_detached_actor.py").asString());
        }
      }
      throw new AssertionError("the sample has no ConfigMap");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private int run(String... argv) {
    out.reset();
    err.reset();
    try {
      return new HeadProgram(
              head, clock, "host", new ContainerFiles(files), new Console(out, err, false))
          .run(List.of(argv));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private void joinWorker(String name, String ip) {
    var _ =
        head.join(
            RayStart.parse(
                "ray start --num-cpus=1 --memory=1073741824", name, "small-group", ip, 1L << 30));
  }

  private String printed() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String complained() {
    return err.toString(StandardCharsets.UTF_8);
  }

  @Test
  void runsTheGuide() {
    StringBuilder session = new StringBuilder();
    perform(session, "python3", START, "actor1");
    clock.advance(Duration.ofSeconds(1));
    perform(session, "ray", "status");
    perform(session, "ray", "list", "actors");
    joinWorker("raycluster-autoscaler-small-group-worker-qbgqx", "10.244.1.36");
    clock.advance(Duration.ofSeconds(1));
    perform(session, "ray", "status", "-v");
    perform(session, "python", START, "actor2");
    perform(session, "python3", END, "actor1");
    clock.advance(Duration.ofMillis(1_500));
    perform(session, "ray", "list", "actors");
    perform(session, "ray", "list", "nodes");
    perform(session, "ray", "--version");
    perform(session, "ls", "/home/ray/samples");
    Approvals.verify(session);
  }

  private void perform(StringBuilder session, String... argv) {
    int code = run(argv);
    session
        .append("$ ")
        .append(String.join(" ", argv))
        .append('\n')
        .append(printed())
        .append(complained().replace("\u001b", "<ESC>"))
        .append("# rc=")
        .append(code)
        .append('\n');
  }

  @ParameterizedTest
  @CsvSource({
    "exec_detached_actor_actor1.err,         detached_actor.py,           actor1, false",
    "exec_detached_actor_duplicate_name.err, detached_actor.py,           actor1, true",
    "exec_terminate_missing.err,             terminate_detached_actor.py, nobody, false"
  })
  void saysOnStderrWhatRaySaid(String recorded, String script, String name, boolean isTaken)
      throws IOException {
    if (isTaken) {
      run("python3", START, name);
    }
    int code = run("python3", "/home/ray/samples/" + script, name);
    String expected;
    try (InputStream in =
        Objects.requireNonNull(getClass().getResourceAsStream("python/" + recorded))) {
      expected = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    assertThat(unlikeOnlyIn(complained())).isEqualTo(unlikeOnlyIn(expected));
    assertThat(code).isEqualTo(recorded.contains("actor1") ? 0 : 1);
  }

  /// Times, the head's address and the recording's own line numbers of the script differ.
  private static String unlikeOnlyIn(String text) {
    return text.replaceAll("\\d{4}-\\d\\d-\\d\\d [0-9:,]+", "<time>")
        .replaceAll("10\\.244\\.\\d+\\.\\d+", "<ip>")
        .replaceAll("samples/(\\w+).py\", line \\d+", "samples/$1.py\", line <n>");
  }

  @Test
  void wrongUseIsAnsweredByTheScriptItself() {
    assertThat(run("python3", START)).isEqualTo(1);
    assertThat(complained()).isEqualTo("usage: " + START + " <actor-name>\n");
    assertThat(HeadTables.actors(head)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      useHeadersInDisplayName = true,
      delimiter = '|',
      textBlock =
          """
          options                                      | resources
          num_cpus=2                                   | {CPU=2.0}
          num_cpus=0.5, num_gpus=1                     | {CPU=0.5, GPU=1.0}
          num_cpus=1, memory=2 * 1024 * 1024           | {CPU=1.0, memory=2097152.0}
          num_cpus=1, resources={"X": 3}               | {CPU=1.0, X=3.0}
          num_gpus=1                                   | {CPU=1.0, GPU=1.0}
          num_cpus=0                                   | {}
          """)
  void editedOptionsTakeEffect(String options, String resources) {
    files = Map.of(START, guideFiles().getOrDefault(START, "").replace("num_cpus=1", options));
    assertThat(run("python3", START, "a")).isZero();
    assertThat(HeadTables.actors(head))
        .extracting(actor -> new TreeMap<>(actor.getRequiredResourcesMap()).toString())
        .containsExactly(resources);
  }

  @Test
  void readsOtherWaysToWriteTheSame() {
    files =
        Map.of(
            "/s.py",
            """
            import ray
            import sys

            @ray.remote(num_cpus=1)
            class Actor:
              def ping(self):
                return "pong"

            if __name__ == "__main__":
                ray.init(namespace="default_namespace")
                names = sys.argv[1:] if False else ["a", "b"]
            """,
            "/t.py",
            """
            import ray, sys
            """,
            "/u.py",
            """
            import ray as r
            import sys

            @r.remote(num_cpus=1)
            class Actor:
              def ping(self): return "pong"   # never called

            r.init(namespace="default_namespace")
            for i in range(3):
                Actor.options(name=f"actor{i}", lifetime="detached").remote()
            found = r.get_actor("actor1")
            r.kill(found)
            print("started", 3)
            """);
    assertThat(run("python3", "/s.py")).isEqualTo(1);
    assertThat(complained()).startsWith("The sandbox cannot run /s.py: line 11 uses ");
    assertThat(run("python3", "/t.py")).isEqualTo(1);
    assertThat(run("python3", "/u.py")).as(complained()).isZero();
    assertThat(printed()).isEqualTo("started 3\n");
    assertThat(HeadTables.actors(head))
        .extracting(actor -> actor.getName() + " " + actor.getState())
        .containsExactlyInAnyOrder(
            "actor0 PENDING_CREATION", "actor1 DEAD", "actor2 PENDING_CREATION");
  }

  @Test
  void launchesManyActorsWithRaydecksOwnProgram() {
    String wanted =
        """
        {"namespace": "default_namespace", "actors": [
          {"name": "a", "num_cpus": 1.0, "num_gpus": 0.0, "memory": 0, "resources": {}},
          {"name": "b", "num_cpus": 0, "num_gpus": 0, "memory": 0, "resources": {"X": 1.0}}]}
        """;
    assertThat(run("python3", "-c", PROGRAM, wanted)).isZero();
    assertThat(printed()).isEqualTo("{\"launched\":[\"a\",\"b\"],\"failed\":{}}\n");
    assertThat(run("python3", "-c", PROGRAM, wanted)).isZero();
    assertThat(printed()).startsWith("{\"launched\":[],\"failed\":{\"a\":\"The name a ");
    assertThat(HeadTables.actors(head))
        .extracting(ActorTableData::getIsDetached)
        .containsOnly(true);
  }

  @Test
  void leavesADriverForActorsThatAreNotDetached() {
    String wanted =
        """
        {"namespace": "ns", "detached": false, "actors": [
          {"name": "%s", "num_cpus": 1}, {"name": "%s", "num_cpus": 1}]}
        """;
    assertThat(run("python3", "-c", PROGRAM, wanted.formatted("a", "b"))).isZero();
    assertThat(printed()).isEqualTo("{\"launched\":[\"a\",\"b\"],\"failed\":{},\"driver\":735}\n");
    assertThat(run("python3", "-c", PROGRAM, wanted.formatted("c", "d"))).isZero();
    assertThat(printed()).contains("\"driver\":770");
    clock.advance(Duration.ofMinutes(5));
    assertThat(alive()).containsExactlyInAnyOrder("a", "b", "c", "d");

    assertThat(run("kill", "735")).isZero();
    assertThat(alive()).containsExactlyInAnyOrder("c", "d");
    assertThat(run("kill", "735")).as("it is gone").isEqualTo(1);

    head.killActor("c", "ns");
    clock.advance(Duration.ofSeconds(5));
    assertThat(alive()).containsExactly("d");
    head.killActor("d", "ns");
    clock.advance(Duration.ofSeconds(5));
    assertThat(run("kill", "770")).as("it ended with its last actor").isEqualTo(1);
  }

  private List<String> alive() {
    return HeadTables.actors(head).stream()
        .filter(actor -> actor.getState() != ActorTableData.ActorState.DEAD)
        .map(ActorTableData::getName)
        .toList();
  }

  @Test
  void refusesALabelSelectorRayWouldRefuse() {
    String wanted =
        """
        {"namespace": "ns", "actors": [
          {"name": "a", "num_cpus": 1, "label_selector": {"zone": "in(west"}}]}
        """;
    assertThat(run("python3", "-c", PROGRAM, wanted)).isZero();
    assertThat(printed())
        .isEqualTo(
            "{\"launched\":[],\"failed\":{\"a\":\"label_selector does not take zone: in(west\"}}\n");
  }

  @Test
  void readsLabelSelectorsOfScripts() {
    String script = guideFiles().getOrDefault(START, "");
    files =
        Map.of(
            START,
            script.replace("num_cpus=1", "num_cpus=1, label_selector={\"zone\": \"!in(a, b)\"}"));
    assertThat(run("python3", START, "a")).as(complained()).isZero();
    assertThat(HeadTables.actors(head).getFirst().getLabelSelectorMap())
        .containsEntry("zone", "!in(a, b)");
    files =
        Map.of(START, script.replace("num_cpus=1", "num_cpus=1, label_selector={\"zone\": \"-\"}"));
    assertThat(run("python3", START, "b")).isEqualTo(1);
    assertThat(complained()).contains("the label selector zone: -");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          bash -c ls           | 1 | The sandbox cannot run `bash -c ls`; it can run: python3 with
          ray stop             | 1 | The sandbox cannot run `ray stop`; it can run: python3 with
          python3              | 1 | The sandbox cannot run an interactive Python; it can run:
          python3 -c print(1)  | 1 | The sandbox cannot run other Python programs given with -c than Raydeck's own;
          python3 /nowhere.py  | 2 | python3: can't open file '/nowhere.py': [Errno 2] No such file or directory
          kill 4711            | 1 | kill: (4711): No such process
          kill -9 735          | 1 | The sandbox cannot run kill with anything but one pid; it can run: python3 with
          ls /nowhere          | 2 | ls: cannot access '/nowhere': No such file or directory
          cat /nowhere         | 1 | cat: /nowhere: No such file or directory
          """)
  void refusesTheRestInOneSentence(String command, int code, String start) {
    assertThat(run(command.split(" ", -1))).isEqualTo(code);
    assertThat(complained()).startsWith(start);
    assertThat(complained().lines()).hasSize(1);
  }
}
