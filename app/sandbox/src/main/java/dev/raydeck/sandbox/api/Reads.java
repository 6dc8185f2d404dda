package dev.raydeck.sandbox.api;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// GET of objects and lists: versions, selectors, pages, and the form they are wanted in.
final class Reads {
  private static final int BUFFER_BYTES = 64 * 1024;
  private static final String TOKEN_VERSION = "meta.k8s.io/v1";

  private final ObjectStore store;
  private final InstantSource clock;

  Reads(ObjectStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  void get(Exchange exchange, Kind kind, Target target) throws IOException {
    Representation representation = exchange.representation();
    checkNotFuture(exchange);
    StoredObject object = store.require(kind, target.namespace(), target.name());
    switch (representation) {
      case TABLE -> {
        Tables.Printer printer = new Tables.Printer(kind, clock, exchange.query("includeObject"));
        ObjectNode metadata = Json.object();
        metadata.put("resourceVersion", Long.toString(object.resourceVersion()));
        exchange.send(200, printer.list(List.of(object), metadata));
      }
      case METADATA -> exchange.send(200, Tables.partial(object.tree()));
      default -> exchange.send(200, object.json());
    }
  }

  /// One page of a list.
  private record Page(List<StoredObject> objects, ObjectNode metadata) {}

  void list(Exchange exchange, Kind kind, Target target) throws IOException {
    Representation representation = exchange.representation();
    checkVersionMatch(exchange);
    Page page = page(exchange, kind, target);
    if (representation == Representation.TABLE) {
      Tables.Printer printer = new Tables.Printer(kind, clock, exchange.query("includeObject"));
      exchange.send(200, printer.list(page.objects(), page.metadata()));
    } else if (representation == Representation.METADATA) {
      ObjectNode list = Json.object();
      list.put("kind", "PartialObjectMetadataList").put("apiVersion", "meta.k8s.io/v1");
      list.set("metadata", page.metadata());
      page.objects().forEach(o -> list.withArray("items").add(Tables.partial(o.tree())));
      exchange.send(200, list);
    } else if (representation == Representation.YAML || exchange.wantsPretty()) {
      exchange.send(200, tree(kind, page));
    } else {
      stream(exchange, kind, page);
    }
  }

  private Page page(Exchange exchange, Kind kind, Target target) {
    String namespace = target.namespace().isEmpty() ? null : target.namespace();
    LabelSelector labels = LabelSelector.parse(exchange.query("labelSelector"));
    FieldSelector fields = WatchQuery.fields(kind, target, exchange);
    long asked = exchange.queryNumber("limit", 0);
    long limit =
        asked > 0 && !exchange.query("resourceVersion").equals("0") ? asked : Long.MAX_VALUE;
    Token token = Token.read(exchange.query("continue"));
    ObjectStore.Snapshot snapshot = snapshot(exchange, kind, namespace, token);
    List<StoredObject> matching =
        snapshot.objects().stream()
            .filter(o -> token == null || token.isBefore(o, namespace))
            .filter(o -> labels.matches(o.labels()) && fields.matches(o))
            .toList();
    ObjectNode metadata = Json.object();
    boolean custom = kind.equals(Kinds.RAY_CLUSTERS);
    boolean more = matching.size() > limit;
    List<StoredObject> objects = more ? matching.subList(0, (int) limit) : matching;
    String next =
        more ? new Token(snapshot.version(), start(objects.getLast(), namespace)).text() : "";
    if (custom || more) {
      metadata.put("continue", next);
    }
    if (more && labels.isEmpty() && fields.isEmpty()) {
      metadata.put("remainingItemCount", matching.size() - limit);
    }
    metadata.put("resourceVersion", Long.toString(snapshot.version()));
    return new Page(objects, metadata);
  }

  private ObjectStore.Snapshot snapshot(
      Exchange exchange, Kind kind, @Nullable String namespace, @Nullable Token token) {
    checkNotFuture(exchange);
    if (token != null && token.version() > 0) {
      return store.snapshotAt(kind, namespace, token.version()).orElseThrow(() -> expired(token));
    }
    if (exchange.query("resourceVersionMatch").equals("Exact")) {
      Optional<ObjectStore.Snapshot> then =
          store.snapshotAt(kind, namespace, exchange.queryNumber("resourceVersion", 0));
      return then.orElseThrow(() ->
          new ApiException(
              410, "Expired", "The resourceVersion for the provided list is too old.", null));
    }
    return store.snapshot(kind, namespace);
  }

  private static ApiException expired(Token token) {
    return new ApiException(
        410,
        "Expired",
        "The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter, or use the continue token in this response to retrieve the remainder of the results. Continuing with the provided token results in an inconsistent list - objects that were created, modified, or deleted between the time the first chunk was returned and now may show up in the list.",
        null,
        new Token(-1, token.start()).text());
  }

  private void checkNotFuture(Exchange exchange) {
    String text = exchange.query("resourceVersion");
    if (text.isEmpty()) {
      return;
    }
    long wanted;
    try {
      wanted = Long.parseUnsignedLong(text);
    } catch (NumberFormatException e) {
      throw ApiException.badRequest(
          "invalid resource version: resourceVersion: Invalid value: \"%s\": strconv.ParseUint: parsing \"%s\": invalid syntax"
              .formatted(text, text));
    }
    long current = store.resourceVersion();
    if (wanted > current) {
      ObjectNode details =
          ApiException.details(
              "",
              "",
              "",
              "",
              List.of(
                  new ApiException.Cause(
                      "ResourceVersionTooLarge", "Too large resource version", "")));
      throw new ApiException(
          504,
          "Timeout",
          "Timeout: Too large resource version: %d, current: %d".formatted(wanted, current),
          details.put("retryAfterSeconds", 1));
    }
  }

  private static void checkVersionMatch(Exchange exchange) {
    if (exchange.hasQuery("resourceVersionMatch") && exchange.query("resourceVersion").isEmpty()) {
      String why =
          "Forbidden: resourceVersionMatch is forbidden unless resourceVersion is provided";
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

  private static ObjectNode tree(Kind kind, Page page) {
    ObjectNode list = Json.object();
    list.put("kind", kind.kind() + "List").put("apiVersion", kind.apiVersion());
    list.set("metadata", page.metadata());
    list.putArray("items");
    boolean custom = kind.equals(Kinds.RAY_CLUSTERS);
    for (StoredObject object : page.objects()) {
      ObjectNode item = object.tree();
      if (!custom) {
        item.remove(List.of("kind", "apiVersion"));
      }
      list.withArray("items").add(item);
    }
    return list;
  }

  /// Items go out as the bytes they are stored as; in core lists without their type.
  private static void stream(Exchange exchange, Kind kind, Page page) throws IOException {
    boolean custom = kind.equals(Kinds.RAY_CLUSTERS);
    int typeBytes = custom ? 0 : typeHead(kind).getBytes(StandardCharsets.UTF_8).length;
    String head =
        "{\"kind\":\"%sList\",\"apiVersion\":\"%s\",\"metadata\":%s,\"items\":["
            .formatted(kind.kind(), kind.apiVersion(), page.metadata());
    try (OutputStream out =
        new BufferedOutputStream(exchange.stream("application/json"), BUFFER_BYTES)) {
      out.write(head.getBytes(StandardCharsets.UTF_8));
      boolean first = true;
      for (StoredObject object : page.objects()) {
        if (!first) {
          out.write(',');
        }
        first = false;
        byte[] json = object.json();
        if (typeBytes > 0) {
          out.write('{');
        }
        out.write(json, typeBytes, json.length - typeBytes);
      }
      out.write("]}\n".getBytes(StandardCharsets.UTF_8));
    }
  }

  private static String typeHead(Kind kind) {
    return "{\"kind\":\"%s\",\"apiVersion\":\"%s\",".formatted(kind.kind(), kind.apiVersion());
  }

  private static String start(StoredObject last, @Nullable String namespace) {
    return (namespace == null ? last.key() : "/" + last.name()) + "\u0000";
  }

  /// Where the next page starts: the last key of this one, and the version of the whole list.
  private record Token(long version, String start) {
    static @Nullable Token read(String text) {
      if (text.isEmpty()) {
        return null;
      }
      try {
        JsonNode token = Json.parse(Base64.getUrlDecoder().decode(text));
        if (Json.text(token, "v").equals(TOKEN_VERSION)) {
          return new Token(Json.number(token, "rv"), Json.text(token, "start"));
        }
      } catch (IllegalArgumentException | JacksonException e) {
        throw garbage(e.getMessage());
      }
      throw garbage("server does not recognize this encoded version");
    }

    String text() {
      ObjectNode token = Json.object();
      token.put("v", TOKEN_VERSION).put("rv", version).put("start", start);
      return Base64.getUrlEncoder().withoutPadding().encodeToString(Json.bytes(token));
    }

    boolean isBefore(StoredObject object, @Nullable String namespace) {
      String key = namespace == null ? object.key() : "/" + object.name();
      return key.compareTo(start) >= 0;
    }

    private static ApiException garbage(@Nullable String why) {
      return ApiException.badRequest(
          "invalid continue token: continue key is not valid: " + (why == null ? "" : why));
    }
  }
}
