package dev.raydeck.desktop.actors;

import dev.raydeck.cluster.session.LaunchRequest;
import dev.raydeck.desktop.live.Target;
import dev.raydeck.desktop.words.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// A launch as a person would do it by hand: the Python that starts the first actor, and the
/// kubectl command that does all Raydeck does.
final class LaunchScript {
  private LaunchScript() {}

  /// As Ray's users write it; names and numbers are as sent.
  static String python(LaunchRequest request) {
    List<String> options = new ArrayList<>();
    options.add("name=" + text(request.names().getFirst()));
    if (request.isDetached()) {
      options.add("lifetime=\"detached\"");
    }
    options.add("num_cpus=" + Figures.number(request.cpus()).replace(",", ""));
    if (request.gpus() > 0) {
      options.add("num_gpus=" + Figures.number(request.gpus()).replace(",", ""));
    }
    if (request.memoryBytes() > 0) {
      options.add("memory=" + request.memoryBytes());
    }
    if (!request.resources().isEmpty()) {
      options.add(
          new TreeMap<>(request.resources())
              .entrySet().stream()
                  .map(LaunchScript::entry)
                  .collect(Collectors.joining(", ", "resources={", "}")));
    }
    if (!request.labelSelector().isEmpty()) {
      options.add(
          new TreeMap<>(request.labelSelector())
              .entrySet().stream()
                  .map(label -> text(label.getKey()) + ": " + text(label.getValue()))
                  .collect(Collectors.joining(", ", "label_selector={", "}")));
    }
    return """
    ray.init(namespace=%s)
    %sCpuHolder.options(%s).remote()\
    """
        .formatted(
            text(request.namespace()),
            request.isDetached() ? "" : "actor = ",
            String.join(", ", options));
  }

  private static String entry(Map.Entry<String, Double> resource) {
    return text(resource.getKey()) + ": " + Figures.number(resource.getValue()).replace(",", "");
  }

  private static String text(String value) {
    return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  /// For a shell: the program and its argument are quoted.
  static String kubectl(Target target, String pod, String container, LaunchRequest request) {
    String context = target.isSandbox() ? "" : " --context " + quoted(target.context());
    return "kubectl%s -n %s exec %s -c %s -- %s"
        .formatted(
            context,
            target.namespace(),
            pod,
            container,
            request.argv().stream().map(LaunchScript::quoted).collect(Collectors.joining(" ")));
  }

  private static String quoted(String word) {
    return word.matches("[\\w@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
