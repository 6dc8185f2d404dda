package dev.raydeck.sandbox.rayhead;

import com.google.protobuf.ByteString;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One task of a driver, from its submission until the driver lets go of what it returned. Guarded
/// by its [RayHead].
///
/// A returned value of more than 100 KiB lies in the object store of the node the task ran on; a
/// smaller one travels in a message (ray: max_direct_call_object_size).
final class RayTask {
  private static final long INLINED_BYTES = 100 * 1024;

  final ByteString id;
  final RayJob job;
  final TaskRequest request;
  final Instant submittedAt;
  @Nullable RayNode node;
  int pid;
  ByteString workerId = ByteString.EMPTY;
  boolean isFinished;

  RayTask(ByteString id, RayJob job, TaskRequest request, Instant submittedAt) {
    this.id = id;
    this.job = job;
    this.request = request;
    this.submittedAt = submittedAt;
  }

  boolean isWaiting() {
    return node == null && !isFinished;
  }

  /// What it takes of its node: its resources while it runs, then the place of what it returned.
  RayResources held() {
    if (!isFinished) {
      return request.resources();
    }
    return request.returnedBytes() > INLINED_BYTES
        ? RayResources.of(Map.of("object_store_memory", (double) request.returnedBytes()))
        : RayResources.NONE;
  }

  String state() {
    return isFinished ? "FINISHED" : node == null ? "PENDING_NODE_ASSIGNMENT" : "RUNNING";
  }
}
