package dev.raydeck.desktop;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the window opens on: a kubeconfig and as much of context, namespace and RayCluster as is
/// known, or the sandbox. With nothing given it opens the chooser or, where there is no kubeconfig,
/// the sandbox.
public record WindowOptions(
    @Nullable Path kubeconfig,
    @Nullable String context,
    @Nullable String namespace,
    @Nullable String cluster,
    boolean sandbox) {

  public static final WindowOptions CHOOSE = new WindowOptions(null, null, null, null, false);
  public static final WindowOptions SANDBOX = new WindowOptions(null, null, null, null, true);

  /// As named parameters of a JavaFX application.
  List<String> toParameters() {
    List<String> parameters = new ArrayList<>();
    add(parameters, "kubeconfig", kubeconfig == null ? null : kubeconfig.toString());
    add(parameters, "context", context);
    add(parameters, "namespace", namespace);
    add(parameters, "cluster", cluster);
    add(parameters, "sandbox", sandbox ? "true" : null);
    return parameters;
  }

  private static void add(List<String> parameters, String name, @Nullable String value) {
    if (value != null) {
      parameters.add("--" + name + "=" + value);
    }
  }

  static WindowOptions of(Map<String, String> named) {
    String file = named.get("kubeconfig");
    return new WindowOptions(
        file == null ? null : Path.of(file),
        named.get("context"),
        named.get("namespace"),
        named.get("cluster"),
        Boolean.parseBoolean(named.getOrDefault("sandbox", "false")));
  }
}
