package dev.raydeck.desktop.sandbox;

import java.time.Duration;

/// A script of the head Pod whose driver keeps what a task returned, 19.1 MiB on a worker, in the
/// place of one of the guide's.
public final class HolderScript {
  public static final String NAME = "detached_actor.py";
  public static final String PATH = "/home/ray/samples/" + NAME;

  private HolderScript() {}

  public static String holding(Duration time) {
    return """
    import ray
    import time
    ray.init(namespace="default_namespace")
    @ray.remote(num_cpus=1)
    def make():
        return bytes(20_000_000)
    ref = make.remote()
    time.sleep(%d)
    """
        .formatted(time.toSeconds());
  }
}
