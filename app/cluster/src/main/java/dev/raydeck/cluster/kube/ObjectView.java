package dev.raydeck.cluster.kube;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One object as it is at the API server: its YAML with who wrote what, its conditions and the
/// events about it. `hasWriters` is false where the server keeps no managedFields. `eventsTrouble`
/// says why there are no events, null where they could be read.
public record ObjectView(
    ObjectRef ref,
    String resourceVersion,
    List<Line> lines,
    boolean hasWriters,
    List<Condition> conditions,
    List<Event> events,
    @Nullable String eventsTrouble) {
  public ObjectView {
    lines = List.copyOf(lines);
    conditions = List.copyOf(conditions);
    events = List.copyOf(events);
  }

  /// A line of YAML. `text` has its indentation, `below` is how many of the next lines belong to it
  /// and go when it is folded.
  public record Line(String text, int below, @Nullable Writer writer) {}

  /// Who last wrote a field, by metadata.managedFields; `subresource` is empty for the object
  /// itself.
  public record Writer(
      String manager, String operation, String subresource, @Nullable Instant at) {}

  public record Condition(
      String type, String status, String reason, String message, @Nullable Instant since) {}

  /// An event; `isWarning` for every type but Normal. `at` is the last time, `count` how often.
  public record Event(
      @Nullable Instant at,
      boolean isWarning,
      String reason,
      String message,
      String source,
      int count) {}
}
