package dev.raydeck.sandbox.kubelet;

import dev.raydeck.sandbox.SandboxClock;
import dev.raydeck.sandbox.api.Json;
import dev.raydeck.sandbox.api.Quantity;
import dev.raydeck.sandbox.rayhead.DashboardServer;
import dev.raydeck.sandbox.rayhead.GcsServer;
import dev.raydeck.sandbox.rayhead.RayHead;
import dev.raydeck.sandbox.rayhead.RayStart;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;

/// The Ray that runs in a Pod's first container: a head with its GCS and dashboard, or a raylet
/// that has joined one.
///
/// @param nodeId hex; empty for a head, whose own node ends with it
record RayProcess(RayHead head, GcsServer gcs, DashboardServer dashboard, String nodeId) {
  /// The version in an image's tag, or what the guide uses.
  private static final String DEFAULT_VERSION = "2.52.0";

  static RayProcess head(SandboxClock clock, RandomGenerator random, RayStart start, String image) {
    RayHead head = new RayHead(clock, random, version(image), start);
    return new RayProcess(head, GcsServer.start(head), DashboardServer.start(head), "");
  }

  RayProcess join(RayStart start) {
    return new RayProcess(head, gcs, dashboard, head.join(start));
  }

  boolean isHead() {
    return nodeId.isEmpty();
  }

  /// Whether a probe finds it well: a drained raylet's process lives on, but answers no more.
  boolean isWell() {
    return isHead() || head.isAlive(nodeId);
  }

  /// SIGTERM: a head takes its GCS along, a raylet leaves it.
  void end() {
    if (isHead()) {
      close();
    } else {
      head.terminate(nodeId);
    }
  }

  /// Gone without a word: the others notice by themselves, after their time.
  void vanish() {
    if (isHead()) {
      close();
    } else {
      head.lose(nodeId);
    }
  }

  private void close() {
    gcs.close();
    dashboard.close();
  }

  static RayStart start(JsonNode pod, Container ray, String podIp) {
    return RayStart.parse(
        ray.commandLine(),
        Json.text(pod, "metadata", "name"),
        Json.text(pod, "metadata", "labels", "ray.io/group"),
        podIp,
        memoryLimitBytes(ray.spec()));
  }

  private static long memoryLimitBytes(JsonNode container) {
    String limit = Json.text(container, "resources", "limits", "memory");
    return limit.isEmpty() ? 0 : Quantity.parse(limit).ceiling();
  }

  private static String version(String image) {
    int colon = image.lastIndexOf(':');
    String tag = colon < 0 ? "" : image.substring(colon + 1);
    int dash = tag.indexOf('-');
    String version = dash < 0 ? tag : tag.substring(0, dash);
    return version.matches("\\d+(\\.\\d+)+") ? version : DEFAULT_VERSION;
  }
}
