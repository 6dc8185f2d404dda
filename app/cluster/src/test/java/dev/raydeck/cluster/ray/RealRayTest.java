package dev.raydeck.cluster.ray;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.raydeck.model.RayActor;
import dev.raydeck.model.RayNode;
import dev.raydeck.model.RayState;
import dev.raydeck.model.ResourceBundle;
import dev.raydeck.model.ScalingCommand.DrainNode;
import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The reader against plain Ray processes, without Kubernetes: `-Draydeck.it.ray=<path of ray>`.
@Tag("real-ray")
class RealRayTest {
  private static final Duration SOON = Duration.ofSeconds(40);
  private static final List<Process> STARTED = new ArrayList<>();
  private static int port;

  @BeforeAll
  static void startHead() throws IOException {
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    // Sockets lie in it, and their paths must stay short.
    Path temporary = Files.createTempDirectory("rd");
    start(
        "start",
        "--head",
        "--block",
        "--num-cpus=0",
        "--port=" + port,
        "--include-dashboard=false",
        "--disable-usage-stats",
        "--temp-dir=" + temporary);
  }

  @AfterAll
  static void end() {
    // Each with its children; `ray stop` would end every Ray of the machine.
    STARTED
        .reversed()
        .forEach(process -> {
          process.descendants().forEach(ProcessHandle::destroyForcibly);
          process.destroyForcibly();
        });
  }

  @Test
  void readsKillsAndDrains() throws Exception {
    GcsClient gcs = connected();
    try (gcs) {
      RayState head = read(gcs, state -> state.nodes().size() == 1);
      assertThat(head.rayVersion()).isNotEmpty();
      assertThat(head.nodes().getFirst().isHead()).isTrue();
      assertThat(head.nodes().getFirst().total().amount("CPU")).isZero();

      run("-c", ACTOR, "127.0.0.1:" + port);
      RayState waiting = read(gcs, state -> !state.demands().isEmpty());
      assertThat(waiting.demands().getFirst().bundle()).isEqualTo(ResourceBundle.of("CPU", 1));
      assertThat(actor(waiting).nodeId()).isNull();

      start("start", "--address=127.0.0.1:" + port, "--block", "--num-cpus=1");
      RayState alive = read(gcs, state -> actor(state).state() == RayActor.State.ALIVE);
      RayNode worker = worker(alive).orElseThrow();
      assertThat(worker.nodeId()).isEqualTo(actor(alive).nodeId());
      assertThat(worker.idle()).isZero();
      assertThat(
              gcs.drain(new DrainNode(worker.nodeId(), "", "", Duration.ofSeconds(1))).isAccepted())
          .isFalse();

      gcs.kill(actor(alive).actorId());
      RayState idle =
          read(gcs, state -> worker(state).filter(node -> node.idle().isPositive()).isPresent());
      assertThat(actor(idle).deathCause()).contains("ray.kill");
      assertThat(
              gcs.drain(new DrainNode(worker.nodeId(), "", "", Duration.ofSeconds(1))).isAccepted())
          .isTrue();
      read(gcs, state -> worker(state).isEmpty());
    }
  }

  private static final String ACTOR =
      """
      import sys, ray

      @ray.remote(num_cpus=1)
      class CpuHolder:
          pass

      ray.init(address=sys.argv[1], namespace="default_namespace", logging_level="error")
      CpuHolder.options(name="actor1", lifetime="detached").remote()
      """;

  private static GcsClient connected() {
    return await()
        .atMost(SOON)
        .ignoreExceptions()
        .until(() -> GcsClient.connect("127.0.0.1", port, null), Objects::nonNull);
  }

  private static RayState read(GcsClient gcs, Predicate<RayState> wanted) {
    return await()
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(100))
        .until(() -> gcs.read(Clock.systemUTC()), wanted);
  }

  private static RayActor actor(RayState state) {
    return state.actors().getFirst();
  }

  private static Optional<RayNode> worker(RayState state) {
    return state.nodes().stream().filter(node -> node.isAlive() && !node.isHead()).findFirst();
  }

  private static Path ray() {
    String path = System.getProperty("raydeck.it.ray");
    return Path.of(Objects.requireNonNull(path, "this test needs -Draydeck.it.ray=<path of ray>"));
  }

  private static void start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(python(), ray().toString()));
    command.addAll(List.of(arguments));
    STARTED.add(process(command).start());
  }

  private static void run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(python()));
    command.addAll(List.of(arguments));
    assertThat(process(command).start().waitFor()).isZero();
  }

  /// The Python beside `ray`: its own first line may name a place that is not here.
  private static String python() {
    return ray().resolveSibling("python3").toString();
  }

  private static ProcessBuilder process(List<String> command) throws IOException {
    File log = Path.of("target", "real-ray.log").toFile();
    Files.createDirectories(log.toPath().toAbsolutePath().getParent());
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log));
  }
}
