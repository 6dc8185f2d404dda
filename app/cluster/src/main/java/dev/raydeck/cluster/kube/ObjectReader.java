package dev.raydeck.cluster.kube;

import dev.raydeck.cluster.kube.ObjectView.Condition;
import dev.raydeck.cluster.kube.ObjectView.Event;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads one object whole: as maps, so that fields no type of ours knows are shown too.
final class ObjectReader {
  /// Pods without a type, for the same reason.
  static final ResourceDefinitionContext PODS =
      new ResourceDefinitionContext.Builder()
          .withVersion("v1")
          .withKind("Pod")
          .withPlural("pods")
          .withNamespaced(true)
          .build();

  private ObjectReader() {}

  static ObjectView view(ObjectRef ref, Map<String, Object> object, Events events) {
    Map<String, Object> shown = new LinkedHashMap<>(object);
    Map<String, Object> metadata = new LinkedHashMap<>(map(object.get("metadata")));
    FieldWriters writers = FieldWriters.of(metadata.remove("managedFields"));
    shown.put("metadata", metadata);
    return new ObjectView(
        ref,
        text(metadata.get("resourceVersion")),
        YamlLines.of(shown, writers),
        !writers.isEmpty(),
        conditions(map(object.get("status")).get("conditions")),
        events.events(),
        events.trouble());
  }

  /// The events about an object, newest first, or why they can not be read.
  record Events(List<Event> events, @Nullable String trouble) {}

  static Events events(KubernetesClient client, String namespace, ObjectRef ref) {
    try {
      List<Event> found =
          KubeApi.asking(() ->
              client
                  .v1()
                  .events()
                  .inNamespace(namespace)
                  .withField("involvedObject.name", ref.name())
                  .list()
                  .getItems()
                  .stream()
                  .filter(each -> ref.kind().word().equals(each.getInvolvedObject().getKind()))
                  .map(ObjectReader::event)
                  .sorted(
                      Comparator.comparing(
                              (Event event) -> event.at() == null ? Instant.MIN : event.at())
                          .reversed())
                  .toList());
      return new Events(found, null);
    } catch (KubeFailure e) {
      return new Events(List.of(), e.words());
    }
  }

  private static Event event(io.fabric8.kubernetes.api.model.Event event) {
    Instant at = RayClusterReader.instant(event.getLastTimestamp());
    if (at == null && event.getEventTime() != null) {
      at = RayClusterReader.instant(event.getEventTime().getTime());
    }
    if (at == null) {
      at = RayClusterReader.instant(event.getMetadata().getCreationTimestamp());
    }
    String source =
        event.getSource() == null || event.getSource().getComponent() == null
            ? text(event.getReportingComponent())
            : event.getSource().getComponent();
    return new Event(
        at,
        !"Normal".equals(event.getType()),
        text(event.getReason()),
        text(event.getMessage()),
        source,
        event.getCount() == null ? 1 : Math.max(1, event.getCount()));
  }

  private static List<Condition> conditions(@Nullable Object value) {
    List<Condition> conditions = new ArrayList<>();
    if (value instanceof List<?> list) {
      for (Object each : list) {
        Map<String, Object> condition = map(each);
        conditions.add(
            new Condition(
                text(condition.get("type")),
                text(condition.get("status")),
                text(condition.get("reason")),
                text(condition.get("message")),
                RayClusterReader.instant(condition.get("lastTransitionTime"))));
      }
    }
    return conditions;
  }

  @SuppressWarnings("unchecked") // A JSON object has string keys.
  private static Map<String, Object> map(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
  }

  private static String text(@Nullable Object value) {
    return value == null ? "" : value.toString();
  }
}
