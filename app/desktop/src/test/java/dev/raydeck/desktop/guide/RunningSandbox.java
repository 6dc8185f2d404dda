package dev.raydeck.desktop.guide;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/// `raydeck sandbox` as a process of its own, started and stopped as a person would.
record RunningSandbox(Process process, Path kubeconfig, Path output) implements AutoCloseable {

  static RunningSandbox start(Path directory, double speed) throws IOException {
    Path kubeconfig = directory.resolve("kubeconfig");
    Path output = directory.resolve("sandbox.out");
    Process process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "--enable-native-access=ALL-UNNAMED",
                    "-cp",
                    System.getProperty("java.class.path"),
                    "dev.raydeck.desktop.Main",
                    "sandbox",
                    "--kubeconfig",
                    kubeconfig.toString(),
                    "--speed",
                    Double.toString(speed)))
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    RunningSandbox sandbox = new RunningSandbox(process, kubeconfig, output);
    Awaitility.await("the line that says the sandbox is ready")
        .atMost(Duration.ofSeconds(60))
        .until(() -> !process.isAlive() || sandbox.printed().contains("kubeconfig"));
    if (!process.isAlive()) {
      throw new IllegalStateException("the sandbox ended at once:\n" + sandbox.printed());
    }
    return sandbox;
  }

  String printed() throws IOException {
    return Files.exists(output) ? Files.readString(output) : "";
  }

  /// As Ctrl-C does; the exit code, or -1 if it had to be killed.
  int stop() throws InterruptedException {
    process.destroy();
    if (process.waitFor(20, TimeUnit.SECONDS)) {
      return process.exitValue();
    }
    process.destroyForcibly();
    return -1;
  }

  @Override
  public void close() {
    process.destroy();
  }
}
