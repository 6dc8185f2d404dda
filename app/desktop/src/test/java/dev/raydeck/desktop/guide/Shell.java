package dev.raydeck.desktop.guide;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Runs command lines as a person at a terminal would: in a pseudo-terminal, one after the other.
public record Shell(Path kubeconfig, Path directory) {

  /// What was printed and how it ended.
  public record Answer(String output, int exitCode) {}

  public Answer run(String line) {
    return start(List.of("script", "-qefc", line, "/dev/null"));
  }

  /// Without a terminal, for questions of the test's own.
  public String ask(String line) {
    return start(List.of("bash", "-c", line)).output().strip();
  }

  private Answer start(List<String> command) {
    try {
      Path output = Files.createTempFile(directory, "out", ".txt");
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
      builder.environment().put("KUBECONFIG", kubeconfig.toString());
      builder.environment().put("HOME", directory.toString());
      Process process = builder.start();
      if (!process.waitFor(90, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return new Answer(Files.readString(output) + "\n(still running after 90 s)", -1);
      }
      return new Answer(Files.readString(output, StandardCharsets.UTF_8), process.exitValue());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while running " + command, e);
    }
  }
}
