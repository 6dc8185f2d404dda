package dev.raydeck.cluster.ray;

import com.google.protobuf.ByteString;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// Ray's ids between bytes on the wire and lower-case hex with us.
///
/// An id of a wrong length makes the GCS abort and the head with it, so none is sent unchecked.
final class Ids {
  static final int NODE_BYTES = 28;
  static final int ACTOR_BYTES = 16;

  private Ids() {}

  static String hex(ByteString bytes) {
    return HexFormat.of().formatHex(bytes.toByteArray());
  }

  /// Null for an absent id and for Ray's nil id, all bits set.
  static @Nullable String hexOrNull(ByteString bytes) {
    for (int i = 0; i < bytes.size(); i++) {
      if (bytes.byteAt(i) != (byte) 0xff) {
        return hex(bytes);
      }
    }
    return null;
  }

  static ByteString bytes(String hex, int length) throws GcsFailure {
    try {
      byte[] bytes = HexFormat.of().parseHex(hex);
      if (bytes.length == length) {
        return ByteString.copyFrom(bytes);
      }
    } catch (IllegalArgumentException e) {
      throw new GcsFailure(GcsFailure.Kind.REFUSED, "not an id: " + hex, e);
    }
    throw new GcsFailure(
        GcsFailure.Kind.REFUSED, "%s is not an id of %d bytes".formatted(hex, length), null);
  }
}
