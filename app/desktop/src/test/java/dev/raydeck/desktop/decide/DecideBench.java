package dev.raydeck.desktop.decide;

import com.sun.management.ThreadMXBean;
import dev.raydeck.engine.scheduling.Scheduler;
import dev.raydeck.engine.scheduling.SchedulingRequest;
import dev.raydeck.engine.scheduling.SchedulingRequest.Candidate;
import dev.raydeck.model.InstanceStatus;
import dev.raydeck.model.NodeKind;
import dev.raydeck.model.NodeType;
import dev.raydeck.model.RayNode;
import dev.raydeck.model.ResourceBundle;
import dev.raydeck.model.ResourceDemand;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/// Times decisions in steady state on one thread: `DecideBench FOLDER` for the `*.jsonl.gz` cases
/// of a folder, then the curve over demands and nodes. Prints milliseconds at the median and the
/// 99th percentile, and bytes allocated.
final class DecideBench {
  private static final int WARM_UPS = 2_000;
  private static final int RUNS = 200;
  private static final Duration PATIENCE = Duration.ofSeconds(8);

  private DecideBench() {}

  public static void main(String[] args) throws IOException, CaseProblem {
    System.out.printf("%-24s %10s %10s %12s%n", "case", "p50 ms", "p99 ms", "KiB");
    if (args.length > 0) {
      try (Stream<Path> files = Files.list(Path.of(args[0]))) {
        for (Path file : files.filter(one -> one.toString().endsWith(".gz")).sorted().toList()) {
          DecisionCase read = read(file);
          measure(read.id(), read.request());
        }
      }
    }
    for (int demands : List.of(1_000, 10_000, 100_000)) {
      measure("100 nodes, %,d demands".formatted(demands), world(100, demands));
    }
    for (int nodes : List.of(100, 1_000, 10_000)) {
      measure("%,d nodes, 10,000".formatted(nodes), world(nodes, 10_000));
    }
  }

  private static DecisionCase read(Path file) throws IOException, CaseProblem {
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      return new CaseReader().read(in.readAllBytes());
    }
  }

  private static void measure(String name, SchedulingRequest request) {
    long started = System.nanoTime();
    for (int i = 0; i < WARM_UPS && !isOver(started); i++) {
      Scheduler.schedule(request);
    }
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long[] nanos = new long[RUNS];
    int runs = 0;
    long allocated = threads.getCurrentThreadAllocatedBytes();
    started = System.nanoTime();
    while (runs < RUNS && !isOver(started)) {
      long before = System.nanoTime();
      Scheduler.schedule(request);
      nanos[runs++] = System.nanoTime() - before;
    }
    allocated = (threads.getCurrentThreadAllocatedBytes() - allocated) / runs;
    Arrays.sort(nanos, 0, runs);
    System.out.printf(
        "%-24s %10.3f %10.3f %12d%n",
        name, nanos[runs / 2] / 1e6, nanos[runs * 99 / 100] / 1e6, allocated / 1024);
  }

  private static boolean isOver(long started) {
    return System.nanoTime() - started > PATIENCE.toNanos();
  }

  /// Busy nodes of two types in about a hundred states, and demands of twenty shapes.
  private static SchedulingRequest world(int nodes, int demands) {
    Random random = new Random(7);
    List<NodeType> types = List.of(type("small", 16, demands), type("large", 64, demands));
    List<Candidate> instances = new ArrayList<>();
    for (int i = 0; i < nodes; i++) {
      NodeType type = types.get(i % 2);
      instances.add(instance(i, type, random.nextInt(50) / 4.0));
    }
    List<ResourceDemand> waiting = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      ResourceBundle bundle = ResourceBundle.of("CPU", 1 + i / 4.0, "memory", 1e9 * (1 + i % 5));
      waiting.add(ResourceDemand.of(bundle, demands / 20));
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
