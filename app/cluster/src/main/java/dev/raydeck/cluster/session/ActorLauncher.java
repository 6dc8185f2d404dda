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
      # raydeck: launch actors
      import json
      import os
      import sys
      import time

      request = json.loads(sys.argv[1])

      # Actors that are not detached need a driver that outlives this program: a process of its own.
      if not request["detached"]:
          reader, writer = os.pipe()
          if os.fork():
              os.close(writer)
              answer = os.fdopen(reader).read()
              print(answer, end="")
              sys.exit(0 if answer else 1)
          os.close(reader)
          os.setsid()
          os.dup2(writer, 1)
          os.close(writer)

      import ray


      @ray.remote
      class CpuHolder:
          \"""Keeps what it asked for reserved while it lives.\"""


      def lives(name):
          try:
              ray.get_actor(name)
              return True
          except ValueError:
              return False


      ray.init(namespace=request["namespace"], logging_level="error", log_to_driver=False)
      handles, failed = {}, {}
      for actor in request["actors"]:
          options = {
              "name": actor["name"],
              "num_cpus": actor["num_cpus"],
              "num_gpus": actor["num_gpus"],
              "resources": actor["resources"],
          }
          if request["detached"]:
              options["lifetime"] = "detached"
          if actor["memory"]:
              options["memory"] = actor["memory"]
          if actor["label_selector"]:
              options["label_selector"] = actor["label_selector"]
          try:
              handles[actor["name"]] = CpuHolder.options(**options).remote()
          except Exception as error:
              failed[actor["name"]] = str(error)
      answer = {"launched": list(handles), "failed": failed}
      if request["detached"]:
          print(json.dumps(answer))
      else:
          print(json.dumps({**answer, "driver": os.getpid()}), flush=True)
          null = os.open(os.devnull, os.O_RDWR)
          for stream in (0, 1, 2):
              os.dup2(null, stream)
          while any(lives(name) for name in handles):
              time.sleep(1)
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
      actor.put("label_selector", new TreeMap<>(request.labelSelector()));
      actors.add(actor);
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("namespace", request.namespace());
    json.put("detached", request.isDetached());
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
    Long driverPid = json.get("driver") instanceof Number pid ? pid.longValue() : null;
    return new LaunchOutcome(launched, failed, driverPid, null);
  }

  private static String lastLine(String text) {
    List<String> lines = text.strip().lines().toList();
    return lines.isEmpty() ? "" : lines.getLast().strip();
  }
}
