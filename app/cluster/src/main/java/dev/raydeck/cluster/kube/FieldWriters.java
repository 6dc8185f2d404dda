package dev.raydeck.cluster.kube;

import dev.raydeck.cluster.kube.ObjectView.Writer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Who wrote the field one stands at while walking down an object, read from FieldsV1 sets.
///
/// A set names a field with `f:`, a list item by its keys with `k:`, by its value with `v:`. A
/// field named with nothing below it is that writer's with all it holds; of several, the deepest
/// counts, then the latest.
final class FieldWriters {
  private static final FieldWriters NOBODY = new FieldWriters(List.of(), null);

  private final List<Claim> claims;
  private final @Nullable Writer owner;

  private FieldWriters(List<Claim> claims, @Nullable Writer owner) {
    this.claims = claims;
    this.owner = owner;
  }

  private record Claim(Writer writer, Map<?, ?> fields) {}

  /// From `metadata.managedFields`; nobody where there is none.
  static FieldWriters of(@Nullable Object managedFields) {
    if (!(managedFields instanceof List<?> entries)) {
      return NOBODY;
    }
    List<Claim> claims = new ArrayList<>();
    for (Object entry : entries) {
      if (entry instanceof Map<?, ?> map && map.get("fieldsV1") instanceof Map<?, ?> fields) {
        claims.add(
            new Claim(
                new Writer(
                    text(map.get("manager")),
                    text(map.get("operation")),
                    text(map.get("subresource")),
                    RayClusterReader.instant(map.get("time"))),
                fields));
      }
    }
    return new FieldWriters(claims, null);
  }

  boolean isEmpty() {
    return claims.isEmpty();
  }

  /// The last writer of the place one stands at, null where no one wrote all of it.
  @Nullable Writer owner() {
    return owner;
  }

  FieldWriters field(String name) {
    return step(fields -> fields.get("f:" + name));
  }

  /// A list item, found by the keys a set names it with.
  FieldWriters item(@Nullable Object item) {
    return step(fields -> {
      for (Map.Entry<?, ?> entry : fields.entrySet()) {
        String name = text(entry.getKey());
        boolean isIt =
            item instanceof Map<?, ?> map
                ? name.startsWith("k:") && hasKeys(map, Json.object(name.substring(2)))
                : name.startsWith("v:") && name.substring(2).equals(Json.text(text(item)));
        if (isIt) {
          return entry.getValue();
        }
      }
      return null;
    });
  }

  private static boolean hasKeys(Map<?, ?> item, Map<String, Object> keys) {
    return keys.entrySet().stream()
        .allMatch(key -> text(item.get(key.getKey())).equals(text(key.getValue())));
  }

  private interface Step {
    @Nullable Object below(Map<?, ?> fields);
  }

  private FieldWriters step(Step step) {
    List<Claim> next = new ArrayList<>();
    List<Writer> owners = new ArrayList<>();
    for (Claim claim : claims) {
      if (step.below(claim.fields()) instanceof Map<?, ?> below) {
        if (below.isEmpty()) {
          owners.add(claim.writer());
        } else {
          next.add(new Claim(claim.writer(), below));
        }
      }
    }
    Writer latest =
        owners.stream()
            .max(Comparator.comparing(writer -> writer.at() == null ? Instant.MIN : writer.at()))
            .orElse(null);
    return new FieldWriters(next, latest != null ? latest : next.isEmpty() ? owner : null);
  }

  private static String text(@Nullable Object value) {
    return value == null ? "" : value.toString();
  }
}
