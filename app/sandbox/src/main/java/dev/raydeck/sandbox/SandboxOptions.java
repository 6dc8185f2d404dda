package dev.raydeck.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// How a sandbox starts.
///
/// `port` 0 takes a free one; `speed` is sandbox seconds in a real one; `manifest` is YAML, several
/// documents allowed; `steppedFrom` makes a clock that stands there until it is advanced, null one
/// that runs; `sidecar` null leaves the head Pods' autoscaler containers without a program.
public record SandboxOptions(
    int port,
    double speed,
    String manifest,
    long seed,
    @Nullable Instant steppedFrom,
    @Nullable SidecarFactory sidecar) {

  /// The guide's RayCluster and ConfigMap, at real speed.
  public static final SandboxOptions DEFAULT =
      new SandboxOptions(0, 1, guide(), System.nanoTime(), null, null);

  public SandboxOptions withPort(int other) {
    return new SandboxOptions(other, speed, manifest, seed, steppedFrom, sidecar);
  }

  public SandboxOptions withSpeed(double other) {
    return new SandboxOptions(port, other, manifest, seed, steppedFrom, sidecar);
  }

  public SandboxOptions withManifest(String other) {
    return new SandboxOptions(port, speed, other, seed, steppedFrom, sidecar);
  }

  public SandboxOptions withSeed(long other) {
    return new SandboxOptions(port, speed, manifest, other, steppedFrom, sidecar);
  }

  public SandboxOptions steppedFrom(Instant start) {
    return new SandboxOptions(port, speed, manifest, seed, start, sidecar);
  }

  public SandboxOptions withSidecar(SidecarFactory other) {
    return new SandboxOptions(port, speed, manifest, seed, steppedFrom, other);
  }

  private static String guide() {
    try (InputStream in =
        SandboxOptions.class.getResourceAsStream("samples/ray-cluster.autoscaler.yaml")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("the guide's manifest cannot be read", e);
    }
  }
}
