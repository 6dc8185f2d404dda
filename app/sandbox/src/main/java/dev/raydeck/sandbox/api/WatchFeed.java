package dev.raydeck.sandbox.api;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// One watch: what a client is told, event by event, whatever carries it.
final class WatchFeed {
  /// Takes some whole events, each one line of JSON without its line feed.
  interface Sink {
    void send(List<byte[]> events) throws IOException;
  }

  private static final Duration BOOKMARK_EVERY = Duration.ofSeconds(60);
  private static final Duration BOOKMARK_BEFORE_END = Duration.ofSeconds(2);
  private static final int BATCH = 500;

  private final WatchQuery query;
  private final Shelf shelf;
  private final ReentrantLock lock;
  private final ObjectStore store;
  private final Tables.Printer printer;
  private final BooleanSupplier open;
  private long position;
  private long seen;

  WatchFeed(ObjectStore store, WatchQuery query, Tables.Printer printer, BooleanSupplier open) {
    this.store = store;
    this.query = query;
    this.shelf = store.shelf(query.kind());
    this.lock = store.lock();
    this.printer = printer;
    this.open = open;
  }

  /// Runs until the time is over, the server closes, or the client is gone.
  void run(Sink sink) throws IOException, InterruptedException {
    long end = System.nanoTime() + query.timeout().toNanos();
    if (!start(sink)) {
      return;
    }
    long nextBookmark = nextBookmark(end);
    while (open.getAsBoolean() && System.nanoTime() < end) {
      long wait = Math.min(end, query.bookmarks() ? nextBookmark : end) - System.nanoTime();
      List<Change> changes = await(wait);
      if (changes == null) {
        sink.send(List.of(expired(seen)));
        return;
      }
      position += changes.size();
      tell(sink, changes);
      if (query.bookmarks() && System.nanoTime() >= nextBookmark) {
        sink.send(List.of(bookmark(false)));
        nextBookmark = nextBookmark(end);
      }
    }
  }

  private boolean start(Sink sink) throws IOException {
    Long since = query.since();
    List<StoredObject> current = List.of();
    lock.lock();
    try {
      if (since == null) {
        current = List.copyOf(shelf.objects(query.namespace()));
        position = shelf.end();
        seen = store.resourceVersion();
      } else {
        position = shelf.positionAfter(since);
        seen = since;
      }
    } finally {
      lock.unlock();
    }
    if (position < 0) {
      sink.send(List.of(expired(seen)));
      return false;
    }
    List<byte[]> events = new ArrayList<>();
    for (StoredObject object : current) {
      if (query.matches(object)) {
        events.add(event("ADDED", object));
        flush(sink, events, BATCH);
      }
    }
    if (since == null && query.bookmarks() && query.initialEventsEnd()) {
      events.add(bookmark(true));
    }
    flush(sink, events, 1);
    return true;
  }

  private static long nextBookmark(long end) {
    long now = System.nanoTime();
    long beforeEnd = end - BOOKMARK_BEFORE_END.toNanos();
    long regular = now + BOOKMARK_EVERY.toNanos();
    return now < beforeEnd ? Math.min(regular, beforeEnd) : end;
  }

  private @Nullable List<Change> await(long nanos) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      return shelf.await(position, nanos, open);
    } finally {
      lock.unlock();
    }
  }

  private void tell(Sink sink, List<Change> changes) throws IOException {
    List<byte[]> events = new ArrayList<>();
    for (Change change : changes) {
      long version = change.object().resourceVersion();
      if (version > seen) {
        seen = version;
        byte[] event = event(change);
        if (event != null) {
          events.add(event);
          flush(sink, events, BATCH);
        }
      }
    }
    flush(sink, events, 1);
  }

  private static void flush(Sink sink, List<byte[]> events, int atLeast) throws IOException {
    if (events.size() >= atLeast) {
      sink.send(List.copyOf(events));
      events.clear();
    }
  }

  /// An object that leaves the selection is told as DELETED, as it was, under the new version.
  private byte @Nullable [] event(Change change) {
    StoredObject previous = change.previous();
    boolean was = previous != null && query.matches(previous);
    boolean is = change.type() != StoreEvent.Type.DELETED && query.matches(change.object());
    if (was && !is && previous != null) {
      ObjectNode last = previous.tree();
      String version = Long.toString(change.object().resourceVersion());
      Json.child(last, "metadata").put("resourceVersion", version);
      return event("DELETED", StoredObject.of(query.kind(), last));
    }
    if (!is) {
      return null;
    }
    return event(was ? "MODIFIED" : "ADDED", change.object());
  }

  private byte[] event(String type, StoredObject object) {
    return event(
        type,
        switch (query.representation()) {
          case TABLE -> Json.bytes(printer.event(object));
          case METADATA -> Json.bytes(Tables.partial(object.tree()));
          default -> object.json();
        });
  }

  private byte[] bookmark(boolean initialEventsEnd) {
    ObjectNode object = Json.object();
    object.put("kind", query.kind().kind()).put("apiVersion", query.kind().apiVersion());
    lock.lock();
    try {
      seen = Math.max(seen, position == shelf.end() ? store.resourceVersion() : seen);
    } finally {
      lock.unlock();
    }
    ObjectNode metadata = object.putObject("metadata");
    metadata.put("resourceVersion", Long.toString(seen)).putNull("creationTimestamp");
    if (initialEventsEnd) {
      metadata.putObject("annotations").put("k8s.io/initial-events-end", "true");
    }
    boolean table = query.representation() == Representation.TABLE;
    return event("BOOKMARK", Json.bytes(table ? printer.bookmark(object) : object));
  }

  private byte[] expired(long version) {
    String message =
        "too old resource version: %d (%d)".formatted(version, store.resourceVersion());
    return event("ERROR", Json.bytes(new ApiException(410, "Expired", message, null).status()));
  }

  private static byte[] event(String type, byte[] object) {
    byte[] head = ("{\"type\":\"" + type + "\",\"object\":").getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream out = new ByteArrayOutputStream(head.length + object.length + 1);
    out.writeBytes(head);
    out.writeBytes(object);
    out.write('}');
    return out.toByteArray();
  }
}
