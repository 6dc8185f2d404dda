package dev.raydeck.sandbox.rayhead;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/// Ray's ids: raw bytes on the wire, lower-case hex in texts.
public final class RayIds {
  static final int NODE_BYTES = 28;
  static final int ACTOR_BYTES = 16;
  private static final int JOB_BYTES = 4;
  private static final int TASK_OWN_BYTES = 8;

  private RayIds() {}

  static ByteString random(RandomGenerator random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return ByteString.copyFrom(bytes);
  }

  /// Jobs are counted, lowest byte first: the first is `01000000`.
  static ByteString job(int number) {
    return ByteString.copyFrom(
        ByteBuffer.allocate(JOB_BYTES).order(ByteOrder.LITTLE_ENDIAN).putInt(number).array());
  }

  /// An actor's id ends with its job's.
  static ByteString actor(RandomGenerator random, ByteString job) {
    return random(random, ACTOR_BYTES - JOB_BYTES).concat(job);
  }

  /// The id of a task of a job's driver: bits of its own, no actor's, and the job's id.
  static ByteString task(RandomGenerator random, ByteString job) {
    return random(random, TASK_OWN_BYTES).concat(ones(ACTOR_BYTES - JOB_BYTES)).concat(job);
  }

  /// The id of the task a driver is itself.
  static ByteString driverTask(ByteString job) {
    return ones(TASK_OWN_BYTES + ACTOR_BYTES - JOB_BYTES).concat(job);
  }

  private static ByteString ones(int length) {
    byte[] ones = new byte[length];
    Arrays.fill(ones, (byte) 0xff);
    return ByteString.copyFrom(ones);
  }

  /// The worker id of a job's driver: the job's id, then ones.
  static ByteString driver(ByteString job) {
    return job.concat(ones(NODE_BYTES - JOB_BYTES));
  }

  public static String hex(ByteString id) {
    return HexFormat.of().formatHex(id.toByteArray());
  }
}
