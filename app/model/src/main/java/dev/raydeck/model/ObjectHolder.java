package dev.raydeck.model;

import org.jspecify.annotations.Nullable;

/// A process that references objects, told by Ray as a type, a pid and an address (ray: GET
/// /api/v0/objects, `ray memory`).
public sealed interface ObjectHolder {

  long pid();

  String ipAddress();

  /// What a person calls it.
  String label();

  /// The driver of a job; `submissionId` is null where the job was not submitted through the Jobs
  /// API, `entrypoint` empty where Ray does not know it.
  record Driver(
      String jobId, @Nullable String submissionId, String entrypoint, long pid, String ipAddress)
      implements ObjectHolder {
    @Override
    public String label() {
      return "job " + jobId;
    }
  }

  /// The process of an actor.
  record OfActor(RayActor actor, String ipAddress) implements ObjectHolder {
    @Override
    public long pid() {
      return actor.pid();
    }

    @Override
    public String label() {
      return actor.label();
    }
  }

  /// A worker process that is no actor's: one that runs tasks.
  record Worker(String jobId, long pid, String ipAddress) implements ObjectHolder {
    @Override
    public String label() {
      return "pid " + pid;
    }
  }
}
