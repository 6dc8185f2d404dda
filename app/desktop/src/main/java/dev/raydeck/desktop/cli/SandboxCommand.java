package dev.raydeck.desktop.cli;

import dev.raydeck.desktop.sandbox.SandboxHost;
import dev.raydeck.sandbox.SandboxOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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
  private static final String HEADER = "# Written by raydeck sandbox, and written anew by the next";

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
    if (port < 0 || port > 65_535) {
      return refuse("--port: " + port + " is out of range; it may be 0 (a free one) to 65535");
    }
    Path folder = kubeconfig.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      return refuse("--kubeconfig: " + kubeconfig + ": there is no folder " + folder);
    }
    if (isSomebodyElses(kubeconfig)) {
      return refuse(
          "--kubeconfig: "
              + kubeconfig
              + " is there and was not written by a sandbox; it was kept. Name another file");
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
    } catch (IllegalArgumentException e) {
      return refuse("--manifest: " + manifest + ": " + e.getMessage());
    } catch (UncheckedIOException e) {
      return refuse("--port: " + e.getMessage());
    } catch (IOException e) {
      return refuse("--kubeconfig: " + kubeconfig + " cannot be written: " + e.getMessage());
    }
    return 0;
  }

  private int refuse(String message) {
    PrintWriter err = spec.commandLine().getErr();
    err.println("raydeck sandbox: " + message);
    err.flush();
    return 2;
  }

  private static boolean isSomebodyElses(Path file) throws IOException {
    return Files.exists(file) && !Files.readString(file).startsWith(HEADER);
  }

  /// The file holds a token: it is never readable by others, and never half written.
  private void write(String text) throws IOException {
    Path whole = kubeconfig.toAbsolutePath();
    Path fresh =
        whole.getFileSystem().supportedFileAttributeViews().contains("posix")
            ? Files.createTempFile(
                whole.getParent(),
                ".sandbox",
                ".yaml",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))
            : Files.createTempFile(whole.getParent(), ".sandbox", ".yaml");
    Files.writeString(fresh, HEADER + "\n" + text, StandardCharsets.UTF_8);
    Files.move(fresh, whole, StandardCopyOption.REPLACE_EXISTING);
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
