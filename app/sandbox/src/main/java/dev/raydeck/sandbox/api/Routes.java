package dev.raydeck.sandbox.api;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;
import tools.jackson.databind.node.ObjectNode;

/// Which code answers which path and method.
final class Routes {
  private static final Set<String> HEALTH = Set.of("/healthz", "/livez", "/readyz");

  private final ObjectStore store;
  private final InstantSource clock;
  private final Reads reads;
  private final Writes writes;
  private final Patches patches;
  private final PodStreams podStreams;
  private final ServerWebSocketContainer webSockets;
  private final BooleanSupplier open;

  Routes(
      ObjectStore store,
      PodRuntime runtime,
      InstantSource clock,
      ServerWebSocketContainer webSockets,
      BooleanSupplier open) {
    this.store = store;
    this.clock = clock;
    this.reads = new Reads(store, clock);
    this.writes = new Writes(store);
    this.patches = new Patches(store);
    this.podStreams = new PodStreams(store, runtime, clock, webSockets, open);
    this.webSockets = webSockets;
    this.open = open;
  }

  void answer(Exchange exchange, Caller caller) throws IOException, InterruptedException {
    String path = exchange.path();
    Optional<Target> target = Target.parse(path);
    if (target.isPresent()) {
      resource(exchange, target.get(), caller);
    } else {
      Rights.requirePath(caller, verbOf(exchange.method()), path);
      document(exchange, path);
    }
  }

  private void document(Exchange exchange, String path) throws IOException {
    if (!exchange.method().equals("GET")) {
      throw methodNotAllowed();
    }
    String accept = exchange.header("Accept");
    boolean overview = path.equals("/api") || path.equals("/apis");
    if (HEALTH.contains(path)) {
      exchange.sendText(200, "ok");
    } else if (overview && accept.contains("as=APIGroupDiscoveryList")) {
      boolean beta = !accept.contains("v=v2;");
      String type = beta ? Discovery.AGGREGATED_V2_BETA : Discovery.AGGREGATED_V2;
      exchange.send(200, type, Json.bytes(Discovery.aggregated(path.equals("/api"), beta)));
    } else if (path.equals("/openapi/v2")) {
      cached(exchange, OpenApiV2.CONTENT_TYPE, OpenApiV2.document());
    } else if (path.equals("/openapi/v3")) {
      exchange.send(200, OpenApi.index());
    } else if (path.startsWith("/openapi/v3/")) {
      Optional<byte[]> document = OpenApi.document(path.substring("/openapi/v3/".length()));
      if (document.isPresent()) {
        cached(exchange, "application/json", document.get());
      } else {
        exchange.sendText(404, "404 page not found\n");
      }
    } else {
      Optional<ObjectNode> answer = Discovery.answer(path);
      if (answer.isPresent()) {
        exchange.send(200, answer.get());
      } else {
        exchange.sendText(404, "404 page not found\n");
      }
    }
  }

  private static void cached(Exchange exchange, String type, byte[] document) throws IOException {
    String tag = "\"" + OpenApi.hash(document) + "\"";
    exchange.addHeader("Etag", tag);
    exchange.addHeader("Vary", "Accept");
    if (exchange.header("If-None-Match").equals(tag)) {
      exchange.send(304, type, new byte[0]);
    } else {
      exchange.send(200, type, document);
    }
  }

  private void resource(Exchange exchange, Target target, Caller caller)
      throws IOException, InterruptedException {
    boolean watch =
        exchange.method().equals("GET")
            && exchange.isQuery("watch")
            && target.subresource().isEmpty();
    Rights.require(caller, Rights.Wish.of(verb(exchange, target, watch), target));
    if (Reviews.isReview(target)) {
      Reviews.answer(exchange, target, caller, clock);
      return;
    }
    Optional<Kind> known = target.kind();
    if (known.isEmpty()) {
      unknown(exchange, target);
      return;
    }
    Kind kind = known.get();
    if (!kind.namespaced() && !target.namespace().isEmpty()) {
      throw notServed();
    }
    if (watch) {
      watch(exchange, kind, target);
    } else if (!target.subresource().isEmpty()) {
      subresource(exchange, kind, target);
    } else if (target.isCollection()) {
      collection(exchange, kind, target);
    } else {
      object(exchange, kind, target);
    }
  }

  private void collection(Exchange exchange, Kind kind, Target target) throws IOException {
    switch (exchange.method()) {
      case "GET" -> reads.list(exchange, kind, target);
      case "POST" -> {
        if (kind.namespaced() && target.namespace().isEmpty()) {
          throw methodNotAllowed();
        }
        writes.create(exchange, kind, target);
      }
      case "DELETE" -> {
        if (kind.equals(Kinds.NAMESPACES)) {
          throw methodNotAllowed();
        }
        writes.deleteAll(exchange, kind, target);
      }
      default -> throw misdirected(exchange, kind);
    }
  }

  private void object(Exchange exchange, Kind kind, Target target) throws IOException {
    switch (exchange.method()) {
      case "GET" -> reads.get(exchange, kind, target);
      case "PUT" -> writes.update(exchange, kind, target, ObjectStore.Part.MAIN);
      case "PATCH" -> patches.patch(exchange, kind, target, ObjectStore.Part.MAIN);
      case "DELETE" -> writes.delete(exchange, kind, target);
      case "POST" -> {
        if (kind.equals(Kinds.RAY_CLUSTERS)) {
          Bodies.object(exchange, kind);
        }
        throw methodNotAllowed();
      }
      default -> throw methodNotAllowed();
    }
  }

  private void subresource(Exchange exchange, Kind kind, Target target)
      throws IOException, InterruptedException {
    if (target.subresource().equals("status") && Metadata.hasStatus(kind)) {
      switch (exchange.method()) {
        case "GET" -> reads.get(exchange, kind, target);
        case "PUT" -> writes.update(exchange, kind, target, ObjectStore.Part.STATUS);
        case "PATCH" -> patches.patch(exchange, kind, target, ObjectStore.Part.STATUS);
        default -> throw methodNotAllowed();
      }
    } else if (kind.equals(Kinds.PODS) && target.subresource().equals("eviction")) {
      writes.evict(exchange, target);
    } else if (kind.equals(Kinds.PODS) && podStreams.serves(target.subresource())) {
      podStreams.answer(exchange, target);
    } else if (kind.equals(Kinds.RAY_CLUSTERS)) {
      throw ApiException.notFound(kind, target.name());
    } else {
      throw notServed();
    }
  }

  private void watch(Exchange exchange, Kind kind, Target target)
      throws IOException, InterruptedException {
    WatchQuery query = WatchQuery.of(kind, target, exchange);
    if (query.representation() == Representation.YAML) {
      throw Representation.notAcceptable();
    }
    Tables.Printer printer = new Tables.Printer(kind, clock, query.includeObject());
    WatchFeed feed = new WatchFeed(store, query, printer, open);
    if (exchange.header("Upgrade").equalsIgnoreCase("websocket")) {
      WatchSocket.upgrade(webSockets, exchange, feed);
      return;
    }
    try (OutputStream out = exchange.stream("application/json")) {
      out.flush();
      feed.run(events -> out.write(lines(events)));
    }
  }

  private static byte[] lines(List<byte[]> events) {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    for (byte[] event : events) {
      lines.writeBytes(event);
      lines.write('\n');
    }
    return lines.toByteArray();
  }

  private void unknown(Exchange exchange, Target target) throws IOException {
    boolean builtIn =
        Kinds.all().stream()
            .anyMatch(kind ->
                kind.group().equals(target.group())
                    && kind.version().equals(target.version())
                    && !kind.equals(Kinds.RAY_CLUSTERS));
    if (builtIn) {
      throw notServed();
    }
    exchange.sendText(404, "404 page not found\n");
  }

  private static ApiException misdirected(Exchange exchange, Kind kind) {
    boolean nameless = Set.of("PUT", "PATCH").contains(exchange.method());
    return kind.equals(Kinds.RAY_CLUSTERS) && nameless
        ? ApiException.badRequest("name must be provided")
        : methodNotAllowed();
  }

  private static ApiException methodNotAllowed() {
    return new ApiException(
        405,
        "MethodNotAllowed",
        "the server does not allow this method on the requested resource",
        Json.object());
  }

  private static ApiException notServed() {
    return new ApiException(
        404, "NotFound", "the server could not find the requested resource", Json.object());
  }

  private static String verb(Exchange exchange, Target target, boolean watch) {
    boolean collection = target.isCollection();
    return switch (exchange.method()) {
      case "GET" -> watch ? "watch" : collection ? "list" : "get";
      case "DELETE" -> collection ? "deletecollection" : "delete";
      default -> verbOf(exchange.method());
    };
  }

  private static String verbOf(String method) {
    return switch (method) {
      case "POST" -> "create";
      case "PUT" -> "update";
      default -> method.toLowerCase(Locale.ROOT);
    };
  }
}
