package dev.raydeck.desktop;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The program by its launcher on the sandbox: how long until its window, until the head Pod is on
/// it, until the Ray head answers; and its resident memory after a while. On Linux.
final class StartBench {
  private static final int STARTS = 5;
  private static final int SETTLE_SECONDS = 30;

  private StartBench() {}

  static void run() throws IOException, InterruptedException {
    Path root = Path.of(System.getProperty("raydeck.root", "."));
    for (String kept : List.of("kept from earlier starts", "nothing kept")) {
      for (int i = 0; i < STARTS; i++) {
        boolean isKept = kept.startsWith("kept");
        System.out.printf(
            "start, %s: %s, load %.1f%n",
            kept, String.join(", ", start(root, isKept)), WindowBench.load());
      }
    }
    memory(root);
  }

  private static ProcessBuilder launcher(Path root, String rehearsal, boolean isKept)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(root.resolve("raydeck").toString(), "--sandbox");
    String property = rehearsal.isEmpty() ? "" : " -Draydeck.rehearsal=" + rehearsal;
    Path home = Files.createTempDirectory("raydeck-bench");
    builder
        .environment()
        .put(
            "JAVA_TOOL_OPTIONS",
            "-Duser.home=%s%s%s".formatted(home, property, isKept ? "" : " -XX:AOTMode=off"));
    return builder.redirectErrorStream(true);
  }

  private static List<String> start(Path root, boolean isKept)
      throws IOException, InterruptedException {
    Process process = launcher(root, "live", isKept).start();
    List<String> told = new ArrayList<>();
    try (BufferedReader reader = process.inputReader()) {
      reader.lines().filter(line -> line.contains(" after ")).forEach(told::add);
    }
    process.waitFor();
    return told;
  }

  private static void memory(Path root) throws IOException, InterruptedException {
    Process process = launcher(root, "", true).start();
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
