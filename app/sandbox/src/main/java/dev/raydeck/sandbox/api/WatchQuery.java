package dev.raydeck.sandbox.api;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a list or watch asks for.
///
/// @param namespace null for all
/// @param since null: from the current state on
record WatchQuery(
    Kind kind,
    @Nullable String namespace,
    LabelSelector labels,
    FieldSelector fields,
    @Nullable Long since,
    boolean bookmarks,
    boolean initialEventsEnd,
    Duration timeout,
    Representation representation,
    String includeObject) {
  private static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(45);

  /// Reads the parameters of a watch.
  ///
  /// @throws ApiException 400, 422 or 500, as the real server answers nonsense
  static WatchQuery of(Kind kind, Target target, Exchange exchange) {
    LabelSelector labels = LabelSelector.parse(exchange.query("labelSelector"));
    FieldSelector fields = fields(kind, target, exchange);
    long seconds = exchange.queryNumber("timeoutSeconds", 0);
    String version = exchange.query("resourceVersion");
    boolean initialEvents = exchange.isQuery("sendInitialEvents");
    checkInitialEvents(exchange, initialEvents);
    boolean fromNow = version.isEmpty() || version.equals("0") || initialEvents;
    return new WatchQuery(
        kind,
        target.namespace().isEmpty() ? null : target.namespace(),
        labels,
        fields,
        fromNow ? null : version(version),
        exchange.isQuery("allowWatchBookmarks"),
        version.isEmpty() || initialEvents,
        seconds > 0 ? Duration.ofSeconds(seconds) : DEFAULT_TIMEOUT,
        exchange.representation(),
        exchange.query("includeObject"));
  }

  static FieldSelector fields(Kind kind, Target target, Exchange exchange) {
    FieldSelector asked = FieldSelector.parse(kind, exchange.query("fieldSelector"));
    return target.isCollection() ? asked : asked.andName(target.name());
  }

  boolean matches(StoredObject object) {
    return labels.matches(object.labels())
        && (namespace == null || namespace.equals(object.namespace()))
        && fields.matches(object);
  }

  private static long version(String text) {
    try {
      return Long.parseUnsignedLong(text);
    } catch (NumberFormatException e) {
      throw new ApiException(
          500,
          "",
          "resourceVersion: Invalid value: \"%s\": strconv.ParseUint: parsing \"%s\": invalid syntax"
              .formatted(text, text),
          null);
    }
  }

  private static void checkInitialEvents(Exchange exchange, boolean initialEvents) {
    boolean notOlder = exchange.query("resourceVersionMatch").equals("NotOlderThan");
    if (initialEvents == notOlder) {
      return;
    }
    String why =
        initialEvents
            ? "Forbidden: sendInitialEvents requires setting resourceVersionMatch to NotOlderThan"
            : "Forbidden: resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided";
    if (initialEvents || exchange.hasQuery("resourceVersionMatch")) {
      throw new ApiException(
          422,
          "Invalid",
          "ListOptions.meta.k8s.io \"\" is invalid: resourceVersionMatch: " + why,
          ApiException.details(
              "",
              "meta.k8s.io",
              "ListOptions",
              "",
              List.of(new ApiException.Cause("FieldValueForbidden", why, "resourceVersionMatch"))));
    }
  }
}
