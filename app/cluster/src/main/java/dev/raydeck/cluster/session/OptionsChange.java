package dev.raydeck.cluster.session;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A wish to change a RayCluster's autoscaling: fields of `spec.autoscalerOptions` by name, and of
/// worker groups by group and name. What is not named stays as it is.
public record OptionsChange(
    Map<String, FieldWish> options, Map<String, Map<String, FieldWish>> groups) {
  public OptionsChange {
    options = Collections.unmodifiableMap(new TreeMap<>(options));
    groups = Collections.unmodifiableMap(new TreeMap<>(groups));
  }

  /// What one field is to be. `base` is what it was when the person began to change it: where it is
  /// something else by now, somebody else changed it, and the wish is refused. Null is no such
  /// field. A number is a Long, so that one beyond int32 can be refused here: the API server would
  /// take it, and the operator would then stop.
  public record FieldWish(@Nullable Object base, @Nullable Object value) {}

  public int count() {
    return options.size() + groups.values().stream().mapToInt(Map::size).sum();
  }
}
