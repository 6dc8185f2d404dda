package dev.raydeck.cluster.session;

import dev.raydeck.cluster.kube.ExecAnswer;
import dev.raydeck.cluster.kube.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The one program Raydeck runs in a head Pod, and how its request and answer read. Values reach it
/// as JSON in one argument: no shell, no quoting, no code made of strings.
final class ActorLauncher {
  /// The first line tells a simulated head what it is asked to do.
  static final String PROGRAM =
      """
      # raydeck: launch detached actors
      import json
      import sys

      import ray

      request = json.loads(sys.argv[1])


      @ray.remote
      class CpuHolder:
          \"""Keeps what it asked for reserved while it lives.\"""


      ray.init(namespace=request["namespace"], logging_level="error", log_to_driver=False)
      launched, failed = [], {}
      for actor in request["actors"]:
          options = {
              "name": actor["name"],
              "lifetime": "detached",
              "num_cpus": actor["num_cpus"],
              "num_gpus": actor["num_gpus"],
              "resources": actor["resources"],
          }
          if actor["memory"]:
              options["memory"] = actor["memory"]
          try:
              CpuHolder.options(**options).remote()
              launched.append(actor["name"])
          except Exception as error:
              failed[actor["name"]] = str(error)
      print(json.dumps({"launched": launched, "failed": failed}))
      """;

  private ActorLauncher() {}

  static List<String> argv(LaunchRequest request) {
    return List.of("python3", "-c", PROGRAM, json(request));
  }

  static String json(LaunchRequest request) {
    List<Map<String, Object>> actors = new ArrayList<>();
    for (String name : request.names()) {
      Map<String, Object> actor = new LinkedHashMap<>();
      actor.put("name", name);
      actor.put("num_cpus", request.cpus());
      actor.put("num_gpus", request.gpus());
      actor.put("memory", request.memoryBytes());
      actor.put("resources", new TreeMap<>(request.resources()));
      actors.add(actor);
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("namespace", request.namespace());
    json.put("actors", actors);
    return Json.text(json);
  }

  /// The program's last line of output; anything else is trouble, told by the last line it
  /// complained with.
  static LaunchOutcome outcome(ExecAnswer answer) {
    String line = lastLine(answer.output());
    if (answer.exitCode() != 0 || !line.startsWith("{")) {
      String words = lastLine(answer.error());
      return LaunchOutcome.trouble(
          "the program ended with exit code %d: %s"
              .formatted(answer.exitCode(), words.isEmpty() ? line : words));
    }
    Map<String, Object> json = Json.object(line);
    List<String> launched = new ArrayList<>();
    if (json.get("launched") instanceof List<?> names) {
      names.forEach(name -> launched.add(String.valueOf(name)));
    }
    Map<String, String> failed = new TreeMap<>();
    if (json.get("failed") instanceof Map<?, ?> reasons) {
      reasons.forEach((name, why) -> failed.put(String.valueOf(name), String.valueOf(why)));
    }
    return new LaunchOutcome(launched, failed, null);
  }

  private static String lastLine(String text) {
    List<String> lines = text.strip().lines().toList();
    return lines.isEmpty() ? "" : lines.getLast().strip();
  }
}
