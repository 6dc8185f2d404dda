package dev.raydeck.desktop.decide;

import dev.raydeck.engine.scheduling.Scheduler;
import dev.raydeck.engine.scheduling.SchedulingReply;
import dev.raydeck.engine.scheduling.SchedulingRequest;
import dev.raydeck.engine.scheduling.SchedulingRequest.Candidate;
import dev.raydeck.model.InstanceStatus;
import dev.raydeck.model.NodeKind;
import dev.raydeck.model.NodeType;
import dev.raydeck.model.RayNode;
import dev.raydeck.model.ResourceBundle;
import dev.raydeck.model.ResourceDemand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// How the cost of a decision follows the number of demands and of nodes: `world` is nodes ×
/// demands. Busy nodes of two types in about a hundred states, demands of twenty shapes.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 2, time = 2)
public class CurveBench {
  private static final int SHAPES = 20;

  @Param({"100x1000", "100x10000", "100x100000", "1000x10000", "10000x10000", "10000x100000"})
  public String world = "";

  private SchedulingRequest request = world(0, 0);

  @Setup
  public void build() {
    List<String> numbers = List.of(world.split("x", -1));
    request = world(Integer.parseInt(numbers.getFirst()), Integer.parseInt(numbers.getLast()));
  }

  @Benchmark
  public SchedulingReply decide() {
    return Scheduler.schedule(request);
  }

  static SchedulingRequest world(int nodes, int demands) {
    Random random = new Random(7);
    List<NodeType> types = List.of(type("small", 16, demands), type("large", 64, demands));
    List<Candidate> instances = new ArrayList<>();
    for (int i = 0; i < nodes; i++) {
      instances.add(instance(i, types.get(i % 2), random.nextInt(50) / 4.0));
    }
    List<ResourceDemand> waiting = new ArrayList<>();
    for (int i = 0; i < SHAPES; i++) {
      ResourceBundle bundle = ResourceBundle.of("CPU", 1 + i / 4.0, "memory", 1e9 * (1 + i % 5));
      waiting.add(ResourceDemand.of(bundle, demands / SHAPES));
    }
    return new SchedulingRequest(
        types, null, 60.0, false, true, Map.of(), Map.of(), instances, waiting, List.of(),
        List.of());
  }

  private static NodeType type(String name, int cpus, int max) {
    ResourceBundle resources = ResourceBundle.of("CPU", (double) cpus, "memory", cpus * 4e9);
    return new NodeType(name, resources, 0, max, Map.of(), null, 0, "");
  }

  private static Candidate instance(int number, NodeType type, double used) {
    double cpus = type.resources().amount("CPU");
    RayNode node =
        new RayNode(
            "ray-" + number,
            "",
            type.name(),
            RayNode.Status.RUNNING,
            new ResourceBundle(
                Map.of("CPU", cpus, "memory", cpus * 4e9, "node:10.0.0." + number, 1.0)),
            new ResourceBundle(
                Map.of("CPU", cpus - used, "memory", cpus * 4e9, "node:10.0.0." + number, 1.0)),
            Duration.ZERO,
            Map.of("ray.io/node-id", "ray-" + number),
            Map.of(),
            List.of(),
            "");
    return new Candidate(
        "i-" + number, type.name(), InstanceStatus.RAY_RUNNING, NodeKind.WORKER, "", node);
  }
}
