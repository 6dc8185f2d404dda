package dev.raydeck.sandbox.api;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/// Reads the protobuf bodies that kubectl sends for `create ns|cm|secret|sa|quota|role|rolebinding`
/// and `auth`.
///
/// (kubernetes: an envelope `k8s\0` + `runtime.Unknown`; field numbers from the `generated.proto`
/// files)
final class ProtobufBody {
  private static final byte[] MAGIC = {'k', '8', 's', 0};
  private static final int VARINT = 0;
  private static final int FIXED_64 = 1;
  private static final int LENGTH = 2;
  private static final int FIXED_32 = 5;

  /// Message name → field number → member and type. `[]` repeats, `map` and `bytes-map` are maps.
  private static final Map<String, Map<Integer, String[]>> MESSAGES = messages();

  private ProtobufBody() {}

  static boolean isProtobuf(byte[] bytes) {
    return bytes.length > 4 && ByteBuffer.wrap(bytes, 0, 4).equals(ByteBuffer.wrap(MAGIC));
  }

  /// Returns the object as JSON; members that are empty are left out.
  ///
  /// @throws ApiException 415 for a kind the sandbox has no table of
  static ObjectNode decode(byte[] bytes) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes, MAGIC.length, bytes.length - MAGIC.length);
    String kind = "";
    String apiVersion = "";
    ByteBuffer raw = ByteBuffer.allocate(0);
    while (buffer.hasRemaining()) {
      int tag = (int) varint(buffer);
      if (tag >>> 3 == 1) {
        ObjectNode type = message("TypeMeta", slice(buffer));
        kind = Json.text(type, "kind");
        apiVersion = Json.text(type, "apiVersion");
      } else if (tag >>> 3 == 2) {
        raw = slice(buffer);
      } else {
        skip(buffer, tag & 7);
      }
    }
    if (!MESSAGES.containsKey(kind)) {
      throw new ApiException(
          415,
          "UnsupportedMediaType",
          "the sandbox reads " + kind + " as JSON or YAML only, not as protobuf",
          null);
    }
    ObjectNode object = Json.object().put("kind", kind).put("apiVersion", apiVersion);
    object.setAll(message(kind, raw));
    return object;
  }

  private static ObjectNode message(String name, ByteBuffer buffer) {
    Map<Integer, String[]> fields = MESSAGES.getOrDefault(name, Map.of());
    ObjectNode object = Json.object();
    while (buffer.hasRemaining()) {
      int tag = (int) varint(buffer);
      String[] field = fields.get(tag >>> 3);
      if (field == null) {
        skip(buffer, tag & 7);
      } else {
        read(object, field[0], field[1], buffer);
      }
    }
    return object;
  }

  private static void read(ObjectNode object, String member, String type, ByteBuffer buffer) {
    switch (type) {
      case "string" -> {
        String text = text(buffer);
        if (!text.isEmpty()) {
          object.put(member, text);
        }
      }
      case "int" -> object.put(member, varint(buffer));
      case "bool" -> object.put(member, varint(buffer) != 0);
      case "[]string" -> object.withArray(member).add(text(buffer));
      case "map", "bytes-map", "quantities" ->
          entry(Json.child(object, member), slice(buffer), type);
      default -> {
        ObjectNode inner = message(type.replace("[]", ""), slice(buffer));
        if (type.startsWith("[]")) {
          object.withArray(member).add(inner);
        } else if (!inner.isEmpty() || member.equals("metadata")) {
          object.set(member, inner);
        }
      }
    }
  }

  private static void entry(ObjectNode map, ByteBuffer entry, String type) {
    String key = "";
    byte[] value = new byte[0];
    while (entry.hasRemaining()) {
      int tag = (int) varint(entry);
      ByteBuffer content = slice(entry);
      byte[] bytes = new byte[content.remaining()];
      content.get(bytes);
      if (tag >>> 3 == 1) {
        key = new String(bytes, StandardCharsets.UTF_8);
      } else {
        value = bytes;
      }
    }
    map.put(
        key,
        switch (type) {
          case "map" -> new String(value, StandardCharsets.UTF_8);
          case "quantities" -> Json.text(message("Quantity", ByteBuffer.wrap(value)), "string");
          default -> Base64.getEncoder().encodeToString(value);
        });
  }

  private static String text(ByteBuffer buffer) {
    return StandardCharsets.UTF_8.decode(slice(buffer)).toString();
  }

  private static ByteBuffer slice(ByteBuffer buffer) {
    int length = Math.toIntExact(varint(buffer));
    if (length < 0 || length > buffer.remaining()) {
      throw ApiException.badRequest("protobuf: unexpected EOF");
    }
    ByteBuffer slice = buffer.slice(buffer.position(), length);
    buffer.position(buffer.position() + length);
    return slice;
  }

  private static long varint(ByteBuffer buffer) {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      if (!buffer.hasRemaining()) {
        throw ApiException.badRequest("protobuf: unexpected EOF");
      }
      byte next = buffer.get();
      value |= (long) (next & 0x7F) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw ApiException.badRequest("protobuf: integer overflow");
  }

  private static void skip(ByteBuffer buffer, int wireType) {
    switch (wireType) {
      case VARINT -> varint(buffer);
      case FIXED_64 -> buffer.position(Math.min(buffer.limit(), buffer.position() + 8));
      case LENGTH -> slice(buffer);
      case FIXED_32 -> buffer.position(Math.min(buffer.limit(), buffer.position() + 4));
      default -> throw ApiException.badRequest("protobuf: illegal wireType " + wireType);
    }
  }

  private static Map<String, Map<Integer, String[]>> messages() {
    Map<String, Map<Integer, String[]>> all = new HashMap<>();
    String meta = "1 metadata ObjectMeta, ";
    String owner =
        "1 kind string, 3 name string, 4 uid string, 5 apiVersion string, 6 controller bool, 7 blockOwnerDeletion bool";
    String rule =
        "1 verbs []string, 2 apiGroups []string, 3 resources []string, 4 resourceNames []string, 5 nonResourceURLs []string";
    String subject = "1 kind string, 2 apiGroup string, 3 name string, 4 namespace string";
    String attributes =
        "1 namespace string, 2 verb string, 3 group string, 4 version string, 5 resource string, 6 subresource string, 7 name string";
    define(all, "TypeMeta", "1 apiVersion string, 2 kind string");
    define(
        all,
        "ObjectMeta",
        "1 name string, 2 generateName string, 3 namespace string, 5 uid string, 6 resourceVersion string, 11 labels map, 12 annotations map, 13 ownerReferences []OwnerReference, 14 finalizers []string");
    define(all, "OwnerReference", owner);
    define(all, "Namespace", meta + "2 spec NamespaceSpec");
    define(all, "NamespaceSpec", "1 finalizers []string");
    define(all, "ConfigMap", meta + "2 data map, 3 binaryData bytes-map, 4 immutable bool");
    define(
        all,
        "Secret",
        meta + "2 data bytes-map, 3 type string, 4 stringData map, 5 immutable bool");
    define(
        all,
        "ServiceAccount",
        meta + "2 secrets []ObjectReference, 4 automountServiceAccountToken bool");
    define(
        all, "ObjectReference", "1 kind string, 2 namespace string, 3 name string, 4 uid string");
    define(all, "ResourceQuota", meta + "2 spec ResourceQuotaSpec");
    define(all, "ResourceQuotaSpec", "1 hard quantities, 2 scopes []string");
    define(all, "Quantity", "1 string string");
    define(all, "Role", meta + "2 rules []PolicyRule");
    define(all, "ClusterRole", meta + "2 rules []PolicyRule");
    define(all, "PolicyRule", rule);
    define(all, "RoleBinding", meta + "2 subjects []Subject, 3 roleRef RoleRef");
    define(all, "ClusterRoleBinding", meta + "2 subjects []Subject, 3 roleRef RoleRef");
    define(all, "Subject", subject);
    define(all, "RoleRef", "1 apiGroup string, 2 kind string, 3 name string");
    define(all, "SelfSubjectReview", "1 metadata ObjectMeta");
    define(all, "SelfSubjectRulesReview", meta + "2 spec SelfSubjectRulesReviewSpec");
    define(all, "SelfSubjectRulesReviewSpec", "1 namespace string");
    define(all, "SelfSubjectAccessReview", meta + "2 spec SelfSubjectAccessReviewSpec");
    define(
        all,
        "SelfSubjectAccessReviewSpec",
        "1 resourceAttributes ResourceAttributes, 2 nonResourceAttributes NonResourceAttributes");
    define(all, "ResourceAttributes", attributes);
    define(all, "NonResourceAttributes", "1 path string, 2 verb string");
    return all;
  }

  private static void define(Map<String, Map<Integer, String[]>> all, String name, String fields) {
    Map<Integer, String[]> byNumber = new HashMap<>();
    for (String field : fields.split(", ", -1)) {
      String[] words = field.split(" ", -1);
      byNumber.put(Integer.parseInt(words[0]), new String[] {words[1], words[2]});
    }
    all.put(name, byNumber);
  }
}
