package dev.raydeck.sandbox.program;

import java.util.ArrayList;
import java.util.List;

/// The two errors of Ray the samples' scripts run into, with the frames Ray 2.58 shows.
final class RayErrors {
  private static final String PACKAGE = "/home/ray/anaconda3/lib/python3.11/site-packages/ray/";
  private static final List<String> AUTO_INIT =
      List.of(
          frame("_private/auto_init_hook.py", 22, "auto_init_wrapper"),
          "    return fn(*args, **kwargs)",
          "           ^^^^^^^^^^^^^^^^^^^");

  private RayErrors() {}

  private static String frame(String file, int line, String function) {
    return "  File \"" + PACKAGE + file + "\", line " + line + ", in " + function;
  }

  static PythonError actorNotFound(Python.Call call, String name) {
    List<String> frames = new ArrayList<>(AUTO_INIT);
    frames.addAll(
        List.of(
            frame("_private/client_mode_hook.py", 134, "wrapper"),
            "    return func(*args, **kwargs)",
            "           ^^^^^^^^^^^^^^^^^^^^^",
            frame("_private/worker.py", 3446, "get_actor"),
            "    return worker.core_worker.get_named_actor_handle(name, namespace or \"\")",
            "           " + "^".repeat(64),
            "  File \"python/ray/_raylet.pyx\", line 4542, in"
                + " ray._raylet.CoreWorker.get_named_actor_handle",
            "  File \"python/ray/includes/common.pxi\", line 109, in ray._raylet.check_status"));
    return new PythonError(
        call,
        frames,
        "ValueError: Failed to look up actor with name '"
            + name
            + "'. This could because 1. You are trying to look up a named actor you didn't create. 2. The named actor"
            + " died. 3. You did not use a namespace matching the namespace of the actor.");
  }

  static PythonError nameTaken(Python.Call call, String message) {
    List<String> frames =
        new ArrayList<>(
            List.of(
                frame("actor.py", 1862, "remote"),
                "    return actor_cls._remote(args=args, kwargs=kwargs, **updated_options)",
                "           " + "^".repeat(62)));
    frames.addAll(AUTO_INIT);
    frames.addAll(
        List.of(
            frame("util/tracing/tracing_helper.py", 405, "_invocation_actor_class_remote_span"),
            "    return method(self, args, kwargs, *_args, **_kwargs)",
            "           " + "^".repeat(45),
            frame("actor.py", 1999, "_remote"),
            "    raise ActorAlreadyExistsError("));
    return new PythonError(call, frames, "ray.exceptions.ActorAlreadyExistsError: " + message);
  }
}
