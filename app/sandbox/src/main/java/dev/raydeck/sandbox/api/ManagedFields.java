package dev.raydeck.sandbox.api;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// `metadata.managedFields`: who last wrote which field, and the conflicts of server-side apply
/// that follow from it. Kept for the kinds people write themselves (kubernetes:
/// apimachinery/pkg/util/managedfields).
final class ManagedFields {
  private static final Set<Kind> KEPT_FOR = Set.of(Kinds.RAY_CLUSTERS, Kinds.CONFIG_MAPS);
  private static final String MEMBER = "managedFields";

  private record Entry(
      String manager, boolean applies, String subresource, String time, Set<List<String>> paths) {
    boolean isOf(Writer writer, String part) {
      return manager.equals(writer.manager())
          && applies == writer.applies()
          && subresource.equals(part);
    }
  }

  private ManagedFields() {}

  /// Notes in `next` what this write changed.
  ///
  /// @param declared what an apply declares; null for other writes
  static void note(
      Kind kind,
      ObjectStore.Part part,
      JsonNode old,
      ObjectNode next,
      Writer writer,
      @Nullable JsonNode declared,
      Instant now) {
    if (!KEPT_FOR.contains(kind)) {
      return;
    }
    FieldPaths before = FieldPaths.of(kind, old, part);
    FieldPaths after = FieldPaths.of(kind, next, part);
    Set<List<String>> changed = after.changedFrom(before);
    Set<List<String>> touched = new LinkedHashSet<>(before.all());
    touched.removeAll(after.all());
    touched.addAll(changed);
    String subresource = part == ObjectStore.Part.STATUS ? "status" : "";
    Set<List<String>> mine = new LinkedHashSet<>();
    Entry previous = null;
    List<Entry> entries = new ArrayList<>();
    for (Entry entry : entries(old)) {
      Set<List<String>> left = new LinkedHashSet<>(entry.paths());
      left.removeAll(touched);
      if (entry.isOf(writer, subresource)) {
        mine.addAll(left);
        previous = entry;
      } else if (!left.isEmpty()) {
        entries.add(
            new Entry(entry.manager(), entry.applies(), entry.subresource(), entry.time(), left));
      }
    }
    if (declared == null) {
      mine.addAll(changed);
    } else {
      mine = FieldPaths.of(kind, declared, part).all();
    }
    if (!mine.isEmpty()) {
      boolean isKept = previous != null && changed.isEmpty() && previous.paths().equals(mine);
      String time =
          previous != null && isKept
              ? previous.time()
              : now.truncatedTo(ChronoUnit.SECONDS).toString();
      entries.add(new Entry(writer.manager(), writer.applies(), subresource, time, mine));
    }
    write(kind, next, entries);
  }

  private static List<Entry> entries(JsonNode object) {
    List<Entry> entries = new ArrayList<>();
    for (JsonNode entry : Json.entries(object.path("metadata").path(MEMBER))) {
      entries.add(
          new Entry(
              Json.text(entry, "manager"),
              Json.text(entry, "operation").equals("Apply"),
              Json.text(entry, "subresource"),
              Json.text(entry, "time"),
              FieldPaths.paths(entry.path("fieldsV1"))));
    }
    return entries;
  }

  private static void write(Kind kind, ObjectNode object, List<Entry> entries) {
    ObjectNode metadata = Json.child(object, "metadata");
    metadata.remove(MEMBER);
    ArrayNode list = metadata.putArray(MEMBER);
    entries.sort(
        Comparator.comparing((Entry entry) -> !entry.applies())
            .thenComparing(Entry::time)
            .thenComparing(Entry::manager));
    for (Entry entry : entries) {
      ObjectNode written =
          list.addObject().put("apiVersion", kind.apiVersion()).put("fieldsType", "FieldsV1");
      written.set("fieldsV1", FieldPaths.tree(entry.paths()));
      written
          .put("manager", entry.manager())
          .put("operation", entry.applies() ? "Apply" : "Update");
      if (!entry.subresource().isEmpty()) {
        written.put("subresource", entry.subresource());
      }
      written.put("time", entry.time());
    }
  }

  /// @throws ApiException 409 when another manager wrote a declared field to another value
  static void refuseConflicts(
      Kind kind, ObjectStore.Part part, ObjectNode current, JsonNode declared, Writer writer) {
    FieldPaths present = FieldPaths.of(kind, current, part);
    FieldPaths wanted = FieldPaths.of(kind, declared, part);
    Map<String, List<String>> conflicts = new TreeMap<>();
    for (Entry entry : entries(current)) {
      if (entry.manager().equals(writer.manager()) && entry.applies()) {
        continue;
      }
      String who = "\"" + entry.manager() + "\"";
      String whose = entry.applies() ? who : who + " using " + kind.apiVersion();
      for (List<String> path : entry.paths()) {
        boolean isWanted = wanted.all().contains(path);
        if (isWanted && !Json.same(wanted.value(path), present.value(path))) {
          conflicts.computeIfAbsent(whose, any -> new ArrayList<>()).add(FieldPaths.text(path));
        }
      }
    }
    if (!conflicts.isEmpty()) {
      throw conflict(conflicts);
    }
  }

  private static ApiException conflict(Map<String, List<String>> conflicts) {
    List<ApiException.Cause> causes = new ArrayList<>();
    List<String> sentences = new ArrayList<>();
    conflicts.forEach((who, fields) -> {
      fields.forEach(field ->
          causes.add(
              new ApiException.Cause("FieldManagerConflict", "conflict with " + who, field)));
      sentences.add(
          fields.size() == 1
              ? "conflict with " + who + ": " + fields.getFirst()
              : "conflicts with " + who + ":\n- " + String.join("\n- ", fields));
    });
    String count = causes.size() == 1 ? "1 conflict" : causes.size() + " conflicts";
    return new ApiException(
        409,
        "Conflict",
        "Apply failed with %s: %s".formatted(count, String.join("\n", sentences)),
        ApiException.details("", "", "", "", causes));
  }
}
