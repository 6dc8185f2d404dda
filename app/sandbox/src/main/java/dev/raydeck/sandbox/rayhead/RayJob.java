package dev.raydeck.sandbox.rayhead;

import com.google.protobuf.ByteString;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One driver: a script that called `ray.init`, on the thread that runs it. Guarded by its
/// [RayHead]. One that `isAlone` has no thread any more: its process only waits for its actors.
public final class RayJob {
  final ByteString id;
  final String entrypoint;
  final String namespace;
  final int pid;
  final int port;
  final Instant startedAt;
  @Nullable Instant endedAt;
  boolean isAlone;
  private final Thread process = Thread.currentThread();
  private volatile boolean isTerminated;

  RayJob(ByteString id, String entrypoint, String namespace, int pid, int port, Instant startedAt) {
    this.id = id;
    this.entrypoint = entrypoint;
    this.namespace = namespace;
    this.pid = pid;
    this.port = port;
    this.startedAt = startedAt;
  }

  /// Of its process in the head's container.
  public int pid() {
    return pid;
  }

  /// The namespace its actors live in unless they say another.
  public String namespace() {
    return namespace;
  }

  /// SIGTERM to its process.
  void terminate() {
    isTerminated = true;
    if (!isAlone) {
      process.interrupt();
    }
  }

  /// Whether it was this that interrupted the script.
  public boolean isTerminated() {
    return isTerminated;
  }
}
