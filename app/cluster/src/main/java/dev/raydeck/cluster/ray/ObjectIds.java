package dev.raydeck.cluster.ray;

/// What an object id tells (ray: src/ray/common/id.h): the id of the task that made the object, in
/// which those of its actor and of its job are, and a number; lower-case hex.
final class ObjectIds {
  private static final int TASK = 48;
  private static final int UNIQUE = 16;
  private static final int JOB = 40;
  private static final int ALL = 56;

  /// From here on the number is that of a `ray.put`, below it that of a value the task returned.
  private static final long FIRST_PUT = 100_000_000;

  private ObjectIds() {}

  static boolean isWhole(String objectId) {
    return objectId.length() == ALL && objectId.matches("[0-9a-f]+");
  }

  /// Of a returned value; the one of a `ray.put` differs from its task's in the first byte.
  static String task(String objectId) {
    return objectId.substring(0, TASK);
  }

  static String job(String objectId) {
    return objectId.substring(JOB, TASK);
  }

  /// The actor that put the object, or whose method returned it; all bits set, but for the job,
  /// where it was none.
  static String actor(String objectId) {
    return objectId.substring(UNIQUE, TASK);
  }

  static boolean isPut(String objectId) {
    long littleEndian = Long.parseLong(objectId.substring(TASK), 16);
    return Integer.toUnsignedLong(Integer.reverseBytes((int) littleEndian)) >= FIRST_PUT;
  }

  /// Put by a driver, whose own task has no bits of its own but the put's first byte.
  static boolean isPutByDriver(String objectId) {
    return isPut(objectId) && objectId.substring(2, JOB).chars().allMatch(c -> c == 'f');
  }
}
