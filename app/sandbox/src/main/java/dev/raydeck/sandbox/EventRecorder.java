package dev.raydeck.sandbox;

import dev.raydeck.sandbox.api.ApiException;
import dev.raydeck.sandbox.api.Json;
import dev.raydeck.sandbox.api.Kind;
import dev.raydeck.sandbox.api.Kinds;
import dev.raydeck.sandbox.api.ObjectStore;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// Writes core/v1 events as client-go's recorder does: a repeated one counts up, and from the
/// eleventh text of one reason on they are told as one. Used on the world's thread only.
public final class EventRecorder {
  private static final Duration KEPT = Duration.ofHours(1);
  private static final int MAX_TEXTS = 10;

  private final ObjectStore store;
  private final SandboxClock clock;
  private final String component;
  private final String host;
  private final Map<String, String> names = new HashMap<>();
  private final Map<String, Set<String>> texts = new HashMap<>();
  private long written;

  /// @param host empty for a component that belongs to no node
  public EventRecorder(ObjectStore store, SandboxClock clock, String component, String host) {
    this.store = store;
    this.clock = clock;
    this.component = component;
    this.host = host;
  }

  public void normal(Kind kind, ObjectNode about, String reason, String message) {
    record(kind, about, "Normal", reason, message, null);
  }

  public void warning(Kind kind, ObjectNode about, String reason, String message) {
    record(kind, about, "Warning", reason, message, null);
  }

  /// Writes an event, or counts up the one that said the same.
  ///
  /// @param fieldPath the part of the object that is meant, such as a container of a Pod
  public void record(
      Kind kind,
      ObjectNode about,
      String type,
      String reason,
      String message,
      @Nullable String fieldPath) {
    String subject = Json.text(about, "metadata", "uid") + "/" + reason + "/" + fieldPath;
    Set<String> known = texts.computeIfAbsent(subject, key -> new HashSet<>());
    boolean isAggregate = known.size() >= MAX_TEXTS && !known.contains(message);
    if (!isAggregate) {
      known.add(message);
    }
    String text = isAggregate ? "(combined from similar events): " + message : message;
    String key = subject + "/" + (isAggregate ? "*" : message);
    String namespace = namespaceOf(about);
    String name = names.get(key);
    if (name != null && repeat(namespace, name, text)) {
      return;
    }
    String created = create(kind, about, type, reason, text, fieldPath);
    names.put(key, created);
    clock.schedule(KEPT, () -> expire(namespace, created, key));
  }

  /// Events about what has no namespace are kept in `default`.
  private static String namespaceOf(ObjectNode about) {
    String namespace = Json.text(about, "metadata", "namespace");
    return namespace.isEmpty() ? "default" : namespace;
  }

  private boolean repeat(String namespace, String name, String message) {
    try {
      store.update(
          Kinds.EVENTS,
          namespace,
          name,
          event -> {
            event.put("count", Json.number(event, "count") + 1);
            event.put("lastTimestamp", seconds(clock.instant()));
            event.put("message", message);
            return event;
          });
      return true;
    } catch (ApiException e) {
      return false;
    }
  }

  private String create(
      Kind kind,
      ObjectNode about,
      String type,
      String reason,
      String message,
      @Nullable String fieldPath) {
    Instant now = clock.instant();
    String object = Json.text(about, "metadata", "name");
    long stamp = ChronoUnit.NANOS.between(Instant.EPOCH, now) + written++;
    String name = object + "." + Long.toHexString(stamp);
    ObjectNode event = Json.object();
    event.put("apiVersion", "v1").put("kind", "Event");
    event.putObject("metadata").put("name", name).put("namespace", namespaceOf(about));
    ObjectNode involved = event.putObject("involvedObject");
    involved
        .put(
            "apiVersion",
            kind.group().isEmpty() ? kind.version() : kind.group() + "/" + kind.version())
        .put("kind", kind.kind())
        .put("name", object)
        .put("uid", Json.text(about, "metadata", "uid"))
        .put("resourceVersion", Json.text(about, "metadata", "resourceVersion"));
    if (kind.namespaced()) {
      involved.put("namespace", namespaceOf(about));
    }
    if (fieldPath != null) {
      involved.put("fieldPath", fieldPath);
    }
    event.put("type", type).put("reason", reason).put("message", message).put("count", 1);
    event.put("firstTimestamp", seconds(now)).put("lastTimestamp", seconds(now));
    event.putNull("eventTime");
    event.put("reportingComponent", component).put("reportingInstance", host);
    ObjectNode source = event.putObject("source").put("component", component);
    if (!host.isEmpty()) {
      source.put("host", host);
    }
    var _ = store.create(Kinds.EVENTS, event);
    return name;
  }

  private void expire(String namespace, String name, String key) {
    names.remove(key, name);
    store.remove(Kinds.EVENTS, namespace, name);
  }

  /// A time as Kubernetes objects carry it.
  public static String seconds(Instant instant) {
    return DateTimeFormatter.ISO_INSTANT.format(instant.truncatedTo(ChronoUnit.SECONDS));
  }
}
