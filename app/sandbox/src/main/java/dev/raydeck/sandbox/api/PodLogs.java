package dev.raydeck.sandbox.api;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// `GET .../pods/NAME/log`.
final class PodLogs {
  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.nnnnnnnnn'Z'").withZone(ZoneOffset.UTC);
  private static final int POLL_MILLIS = 500;

  private final ObjectStore store;
  private final PodRuntime runtime;
  private final InstantSource clock;
  private final BooleanSupplier open;

  PodLogs(ObjectStore store, PodRuntime runtime, InstantSource clock, BooleanSupplier open) {
    this.store = store;
    this.runtime = runtime;
    this.clock = clock;
    this.open = open;
  }

  void answer(Exchange exchange, Target target) throws IOException, InterruptedException {
    ObjectNode pod = store.require(Kinds.PODS, target.namespace(), target.name()).tree();
    String container = container(pod, exchange.query("container"));
    if (Json.text(pod, "spec", "nodeName").isEmpty()) {
      exchange.send(204, "text/plain", new byte[0]);
      return;
    }
    boolean previous = exchange.isQuery("previous");
    LogSource source = runtime.logs(target.namespace(), target.name(), container, previous);
    long tail = exchange.queryNumber("tailLines", -1);
    boolean timestamps = exchange.isQuery("timestamps");
    Instant since = since(exchange);
    if (exchange.isQuery("follow")) {
      follow(exchange, target, source, since, tail, timestamps);
      return;
    }
    StringBuilder text = new StringBuilder();
    chosen(source.lines(), since, tail).forEach(line -> append(text, line, timestamps));
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    long limit = exchange.queryNumber("limitBytes", -1);
    byte[] sent = limit >= 0 && limit < bytes.length ? Arrays.copyOf(bytes, (int) limit) : bytes;
    exchange.send(200, "text/plain", sent);
  }

  private void follow(
      Exchange exchange,
      Target target,
      LogSource source,
      @Nullable Instant since,
      long tail,
      boolean timestamps)
      throws IOException, InterruptedException {
    BlockingQueue<LogLine> fresh = new LinkedBlockingQueue<>();
    try (OutputStream out = exchange.stream("text/plain");
        Following _ = following(source, fresh)) {
      StringBuilder text = new StringBuilder();
      List<LogLine> past = new ArrayList<>(source.lines());
      fresh.removeAll(past);
      chosen(past, since, tail).forEach(line -> append(text, line, timestamps));
      write(out, text);
      while (open.getAsBoolean()) {
        LogLine line = fresh.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
        while (line != null) {
          append(text, line, timestamps);
          line = fresh.poll();
        }
        write(out, text);
        if (fresh.isEmpty() && !isRunning(target)) {
          return;
        }
      }
    }
  }

  /// A log that is being followed.
  private interface Following extends AutoCloseable {
    @Override
    void close() throws IOException;
  }

  private static Following following(LogSource source, BlockingQueue<LogLine> fresh) {
    AutoCloseable subscription = source.follow(fresh::add);
    return () -> {
      try {
        subscription.close();
      } catch (Exception e) {
        throw new IOException("the log did not close", e);
      }
    };
  }

  /// Following ends with the Pod.
  private boolean isRunning(Target target) {
    StoredObject pod = store.peek(Kinds.PODS, target.namespace(), target.name());
    return pod != null && !List.of("Succeeded", "Failed").contains(pod.field("status.phase"));
  }

  private static void write(OutputStream out, StringBuilder text) throws IOException {
    if (!text.isEmpty()) {
      out.write(text.toString().getBytes(StandardCharsets.UTF_8));
      text.setLength(0);
    }
  }

  private static void append(StringBuilder text, LogLine line, boolean timestamps) {
    if (timestamps) {
      text.append(TIMESTAMP.format(line.at())).append(' ');
    }
    text.append(line.text()).append('\n');
  }

  private static List<LogLine> chosen(List<LogLine> lines, @Nullable Instant since, long tail) {
    List<LogLine> recent =
        since == null ? lines : lines.stream().filter(l -> !l.at().isBefore(since)).toList();
    return tail < 0 || tail >= recent.size()
        ? recent
        : recent.subList(recent.size() - (int) tail, recent.size());
  }

  private @Nullable Instant since(Exchange exchange) {
    String time = exchange.query("sinceTime");
    if (!time.isEmpty()) {
      try {
        return Instant.parse(time);
      } catch (DateTimeParseException e) {
        throw ApiException.badRequest("unable to parse sinceTime \"" + time + "\"");
      }
    }
    long seconds = exchange.queryNumber("sinceSeconds", 0);
    return seconds > 0 ? clock.instant().minus(Duration.ofSeconds(seconds)) : null;
  }

  /// The container asked for, or the only one.
  ///
  /// @throws ApiException 400 when the choice is unclear or wrong
  static String container(ObjectNode pod, String asked) {
    JsonNode spec = pod.path("spec");
    List<String> names = names(spec.path("containers"));
    List<String> initNames = names(spec.path("initContainers"));
    String pod0 = Json.text(pod, "metadata", "name");
    if (asked.isEmpty()) {
      if (names.size() == 1) {
        return names.getFirst();
      }
      String init =
          initNames.isEmpty()
              ? ""
              : " or one of the init containers: [" + String.join(" ", initNames) + "]";
      throw ApiException.badRequest(
          "a container name must be specified for pod %s, choose one of: [%s]%s"
              .formatted(pod0, String.join(" ", names), init));
    }
    if (!names.contains(asked) && !initNames.contains(asked)) {
      throw ApiException.badRequest("container %s is not valid for pod %s".formatted(asked, pod0));
    }
    return asked;
  }

  private static List<String> names(JsonNode containers) {
    return Json.entries(containers).stream().map(c -> Json.text(c, "name")).toList();
  }
}
