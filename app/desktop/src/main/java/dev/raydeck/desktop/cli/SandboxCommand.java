package dev.raydeck.desktop.cli;

import dev.raydeck.desktop.sandbox.SandboxHost;
import dev.raydeck.sandbox.SandboxOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `raydeck sandbox`: the embedded cluster without a window, for kubectl or another Raydeck.
@Command(
    name = "sandbox",
    mixinStandardHelpOptions = true,
    description = "Starts the sandbox cluster without a window and writes its kubeconfig.")
final class SandboxCommand implements Callable<Integer> {
  @Option(
      names = "--kubeconfig",
      paramLabel = "FILE",
      required = true,
      description = "where to write the kubeconfig (mode 0600)")
  @SuppressWarnings("NullAway.Init") // picocli sets a required option
  private Path kubeconfig;

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "0",
      description = "port of the API server; default: a free one")
  private int port;

  @Option(
      names = "--speed",
      paramLabel = "X",
      defaultValue = "1",
      description = "how fast its clock runs, 1 to 60; default: ${DEFAULT-VALUE}")
  private double speed;

  @Option(
      names = "--manifest",
      paramLabel = "FILE",
      description = "what to apply; default: the KubeRay autoscaling guide's cluster")
  private @Nullable Path manifest;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    if (speed < 1 || speed > 60) {
      return refuse("--speed: " + speed + " is out of range; it may be 1 to 60");
    }
    SandboxOptions options = SandboxOptions.DEFAULT.withPort(port).withSpeed(speed);
    if (manifest != null) {
      if (!Files.isReadable(manifest)) {
        return refuse("--manifest: " + manifest + " cannot be read");
      }
      options = options.withManifest(Files.readString(manifest));
    }
    try (SandboxHost host = SandboxHost.start(options)) {
      write(host.cluster().kubeconfig());
      PrintWriter out = spec.commandLine().getOut();
      out.printf("sandbox ready at %s, kubeconfig %s%n", host.cluster().apiServer(), kubeconfig);
      out.flush();
      awaitInterrupt(host);
    }
    return 0;
  }

  private int refuse(String message) {
    PrintWriter err = spec.commandLine().getErr();
    err.println("raydeck sandbox: " + message);
    err.flush();
    return 2;
  }

  /// The file holds a token: it is never readable by others, not even for a moment.
  private void write(String text) throws IOException {
    Files.deleteIfExists(kubeconfig);
    if (kubeconfig.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createFile(
          kubeconfig,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    Files.writeString(kubeconfig, text, StandardCharsets.UTF_8);
  }

  private static void awaitInterrupt(SandboxHost host) throws InterruptedException {
    CountDownLatch asked = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  host.close();
                  asked.countDown();
                },
                "stop-sandbox"));
    asked.await();
  }
}
