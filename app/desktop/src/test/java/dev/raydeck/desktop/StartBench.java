package dev.raydeck.desktop;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The program by its launcher: how long until its window, until the head Pod is on it, until the
/// Ray head answers; and its resident memory after a while. Once on a sandbox of its own, which
/// starts with it, once on the running cluster of another process. On Linux.
final class StartBench {
  private static final int STARTS = 5;
  private static final int SETTLE_SECONDS = 30;
  private static final String SHOWN = "shown: ";

  private final Path root = Path.of(System.getProperty("raydeck.root", "."));
  private final Path kubeconfig;

  private StartBench() throws IOException {
    kubeconfig = Files.createTempDirectory("raydeck-bench").resolve("kubeconfig");
  }

  static void run() throws IOException, InterruptedException {
    StartBench bench = new StartBench();
    bench.starts("with a sandbox of its own", List.of("--sandbox"));
    bench.memory();
    Process sandbox = bench.sandbox();
    try {
      bench.starts(
          "on a running cluster",
          List.of(
              "--kubeconfig", bench.kubeconfig.toString(), "--cluster", "raycluster-autoscaler"));
    } finally {
      sandbox.destroy();
      sandbox.waitFor();
    }
  }

  private void starts(String what, List<String> arguments)
      throws IOException, InterruptedException {
    for (boolean isKept : List.of(true, false)) {
      for (int i = 0; i < STARTS; i++) {
        System.out.printf(
            "start %s, %s kept from earlier starts: %s, load %.1f%n",
            what,
            isKept ? "classes" : "nothing",
            String.join(", ", start(arguments, isKept)),
            WindowBench.load());
      }
    }
  }

  private Process sandbox() throws IOException {
    Process process =
        launcher(List.of("sandbox", "--kubeconfig", kubeconfig.toString()), "").start();
    String line =
        process.inputReader().lines().filter(each -> each.contains("ready")).findFirst().orElse("");
    if (line.isEmpty()) {
      throw new IllegalStateException("the sandbox did not start");
    }
    return process;
  }

  private ProcessBuilder launcher(List<String> arguments, String options) throws IOException {
    List<String> command = new ArrayList<>(List.of(root.resolve("raydeck").toString()));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    Path home = Files.createTempDirectory("raydeck-bench");
    builder.environment().put("JAVA_TOOL_OPTIONS", "-Duser.home=%s%s".formatted(home, options));
    return builder.redirectErrorStream(true);
  }

  private List<String> start(List<String> arguments, boolean isKept)
      throws IOException, InterruptedException {
    String options = " -Draydeck.rehearsal=live" + (isKept ? "" : " -XX:AOTMode=off");
    long began = System.nanoTime();
    Process process = launcher(arguments, options).start();
    List<String> told = new ArrayList<>();
    try (BufferedReader reader = process.inputReader()) {
      reader
          .lines()
          .filter(line -> line.startsWith(SHOWN))
          .map(line ->
              "%s after %d ms"
                  .formatted(
                      line.substring(SHOWN.length()), (System.nanoTime() - began) / 1_000_000))
          .forEach(told::add);
    }
    process.waitFor();
    return told;
  }

  private void memory() throws IOException, InterruptedException {
    Process process = launcher(List.of("--sandbox"), "").start();
    if (process.waitFor(SETTLE_SECONDS, TimeUnit.SECONDS)) {
      throw new IllegalStateException("the window did not stay");
    }
    String resident =
        Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
            .filter(line -> line.startsWith("VmRSS"))
            .findFirst()
            .orElse("VmRSS unknown");
    System.out.printf(
        "memory, guide's cluster on the sandbox after %d s: %s, load %.1f%n",
        SETTLE_SECONDS, resident.replaceAll("\\s+", " "), WindowBench.load());
    process.destroy();
    process.waitFor();
  }
}
