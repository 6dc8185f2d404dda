package dev.raydeck.sandbox.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.raydeck.sandbox.SandboxClock;
import dev.raydeck.sandbox.rayhead.HeadTables;
import dev.raydeck.sandbox.rayhead.RayHead;
import dev.raydeck.sandbox.rayhead.RayStart;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/// A script whose remote function returns bytes, which lie on a worker until the script ends.
class HolderScriptTest {
  private final SandboxClock clock = SandboxClock.stepped(Instant.parse("2026-11-26T19:55:00Z"));
  private final RayHead head =
      new RayHead(
          clock,
          new Random(7),
          "2.58.0",
          RayStart.parse(
              "ray start --head --num-cpus=0", "head", "headgroup", "10.244.1.35", 5L << 30));
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void aDriverHoldsWhatItsTaskReturned() throws Exception {
    String holder =
        """
        import ray
        ray.init(namespace="ns")
        @ray.remote(num_cpus=1)
        def make():
            return bytes(20_000_000)
        ref = make.remote()
        """;
    var _ =
        head.join(
            RayStart.parse(
                "ray start --num-cpus=1", "worker", "small-group", "10.244.1.36", 1L << 30));
    Console console = new Console(out, err, false);
    Driver driver = new Driver(head, clock, console, "python3 holder.py");
    new PythonRun(driver, console, List.of()).run(PythonParser.parse(holder));
    clock.advance(Duration.ofSeconds(2));
    assertThat(stored()).as("while the driver holds it").isEqualTo(20_000_003);
    HeadProgram memory =
        new HeadProgram(head, clock, "head", new ContainerFiles(Map.of()), console);
    assertThat(memory.run(List.of("ray", "memory"))).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .containsPattern(
            "10.244.1.35   \\| 735 +\\| Driver  \\| disabled  \\| FINISHED .* 20000003.0 B ")
        .contains("Plasma memory usage 19 MiB, 1 objects, ");
    driver.disconnect();
    assertThat(stored()).as("after the driver's end").isZero();
    assertThatThrownBy(() ->
            new PythonRun(driver, console, List.of())
                .run(PythonParser.parse("import ray\n@ray.remote\ndef f():\n    return 1\n")))
        .hasMessageContaining("a function that returns something else than bytes");
  }

  @Test
  void killEndsADriverByItsPid() throws Exception {
    SandboxClock running = SandboxClock.running(InstantSource.system(), 1_000);
    RayHead busy =
        new RayHead(
            running,
            new Random(7),
            "2.58.0",
            RayStart.parse(
                "ray start --head --num-cpus=0", "head", "headgroup", "10.244.1.35", 5L << 30));
    ContainerFiles files =
        new ContainerFiles(
            Map.of("/w.py", "import ray\nimport time\nray.init()\ntime.sleep(36_000_000)\n"));
    HeadProgram program =
        new HeadProgram(busy, running, "head", files, new Console(out, err, false));
    FutureTask<Integer> script = new FutureTask<>(() -> program.run(List.of("python3", "/w.py")));
    Thread.ofVirtual().start(script);
    Awaitility.await().until(() -> program.run(List.of("kill", "735")) == 0);
    assertThat(script.get(20, TimeUnit.SECONDS)).isEqualTo(15);
    assertThat(program.run(List.of("kill", "735"))).as("it is gone").isEqualTo(1);
    running.close();
  }

  /// Bytes in the object store of the worker.
  private double stored() {
    return HeadTables.status(head).getClusterResourceState().getNodeStatesList().stream()
        .filter(node -> node.getInstanceId().equals("worker"))
        .mapToDouble(node ->
            node.getTotalResourcesOrThrow("object_store_memory")
                - node.getAvailableResourcesOrThrow("object_store_memory"))
        .sum();
  }
}
