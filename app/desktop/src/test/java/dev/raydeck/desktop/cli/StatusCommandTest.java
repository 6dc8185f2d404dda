package dev.raydeck.desktop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raydeck.desktop.sandbox.SandboxHost;
import dev.raydeck.sandbox.SandboxOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// `raydeck status --why` against a sandbox.
class StatusCommandTest {
  private final StringWriter out = new StringWriter();

  private int why(Path kubeconfig, String subject) {
    return new CommandLine(new RaydeckCommand())
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(Writer.nullWriter()))
        .execute("status", "--kubeconfig", kubeconfig.toString(), "--why", subject);
  }

  @Test
  void saysThatTheHeadIsNeverRemoved(@TempDir Path folder) throws IOException {
    Path kubeconfig = folder.resolve("kubeconfig");
    try (SandboxHost host = SandboxHost.start(SandboxOptions.DEFAULT.withSpeed(60))) {
      Files.writeString(kubeconfig, host.kubeconfig());
      Awaitility.await()
          .atMost(60, TimeUnit.SECONDS)
          .until(() -> why(kubeconfig, "head"), code -> code == 0);
      assertThat(out.toString().lines().findFirst().orElse(""))
          .startsWith("KEEP")
          .contains("raycluster-autoscaler-head-");
      assertThat(out.toString().lines()).anyMatch(line -> line.startsWith("  HOLDS"));
      assertThat(why(kubeconfig, "nobody")).isEqualTo(2);
    }
  }
}
