package dev.raydeck.desktop.nodes;

import dev.raydeck.desktop.facts.Held;
import dev.raydeck.desktop.facts.NodeFacts;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The columns of the Nodes table: width, order, and the raw value for a copy or a CSV file, where
/// durations are whole seconds and amounts plain numbers. `spare` ones are hidden first where there
/// is no room, the highest number first; 0 never is.
@SuppressWarnings("ImmutableEnumChecker") // The functions keep nothing.
enum NodeColumn {
  POD(124, 0, by(node -> node.pod().name()), node -> node.pod().name()),
  GROUP(104, 0, by(node -> node.pod().group()), node -> node.pod().group()),
  READY(
      58,
      3,
      by(node -> node.pod().readyContainers()),
      node -> node.pod().readyContainers() + "/" + node.pod().containers().size()),
  KUBERNETES(124, 1, by(node -> node.pod().displayStatus()), node -> node.pod().displayStatus()),
  RAY(92, 0, by(NodeFacts::state), node -> node.ray() == null ? "" : node.ray().status().name()),
  CPU(112, 0, by(node -> node.used("CPU")), node -> use(node, "CPU")),
  GPU(84, 0, by(node -> node.used("GPU")), node -> use(node, "GPU")),
  MEMORY(128, 6, by(node -> node.used("memory")), node -> use(node, "memory")),
  STORE(
      128,
      7,
      by(node -> node.used("object_store_memory")),
      node -> use(node, "object_store_memory")),
  IDLE(96, 0, Comparator.comparing(NodesModel::idle), node -> seconds(readIdle(node))),
  REMOVAL(112, 0, Comparator.comparing(NodesModel::timeLeft), node -> seconds(readLeft(node))),
  HELD(
      132,
      0,
      by(node -> node.held() == null ? "~" + held(node) : node.held().culprit()),
      NodeColumn::held),
  RESTARTS(74, 5, by(node -> node.pod().restarts()), node -> "" + node.pod().restarts()),
  AGE(108, 4, by(node -> node.pod().createdAt()), node -> node.pod().createdAt().toString()),
  NODE(150, 8, by(node -> node.pod().kubernetesNode()), node -> node.pod().kubernetesNode());

  private final double width;
  private final int spare;
  private final Comparator<NodeRow> order;
  private final Function<NodeFacts, String> value;

  NodeColumn(
      double width, int spare, Comparator<NodeFacts> order, Function<NodeFacts, String> value) {
    this.width = width;
    this.spare = spare;
    this.order = Comparator.comparing(NodeRow::facts, order);
    this.value = value;
  }

  private static <U extends Comparable<? super U>> Comparator<NodeFacts> by(
      Function<NodeFacts, U> key) {
    return Comparator.comparing(key);
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  double width() {
    return width;
  }

  int spare() {
    return spare;
  }

  Comparator<NodeRow> order() {
    return order;
  }

  String value(NodeFacts node) {
    return value.apply(node);
  }

  private static String use(NodeFacts node, String resource) {
    return node.isJoined() ? number(node.used(resource)) + "/" + number(node.total(resource)) : "";
  }

  private static String number(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }

  private static @Nullable Duration readIdle(NodeFacts node) {
    return node.readAt() == null ? null : node.idle(node.readAt());
  }

  private static @Nullable Duration readLeft(NodeFacts node) {
    return node.readAt() == null ? null : node.remaining(node.readAt());
  }

  private static String seconds(@Nullable Duration duration) {
    return duration == null ? "" : Long.toString(duration.toSeconds());
  }

  /// What holds an unused worker, else the first actor that works on one.
  private static String held(NodeFacts node) {
    Held held = node.held();
    if (held == null) {
      return node.isHead() || node.actors().isEmpty() ? "" : node.actors().getFirst().label();
    }
    return held.culprit().isEmpty() ? held.cause().name().toLowerCase(Locale.ROOT) : held.culprit();
  }

  /// Rows as RFC 4180: a header of the columns' words, CRLF, quotes where they are needed.
  static String csv(List<NodeFacts> rows) {
    StringBuilder csv = new StringBuilder(joined(",", NodeColumn::word)).append("\r\n");
    for (NodeFacts row : rows) {
      csv.append(joined(",", column -> quoted(column.value(row)))).append("\r\n");
    }
    return csv.toString();
  }

  private static String joined(String between, Function<NodeColumn, String> text) {
    return Stream.of(values()).map(text).collect(Collectors.joining(between));
  }

  /// A value that a spreadsheet would take for a formula is kept a text.
  private static String quoted(String value) {
    String safe = !value.isEmpty() && "=+-@".indexOf(value.charAt(0)) >= 0 ? "'" + value : value;
    boolean isPlain = safe.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return isPlain ? safe : '"' + safe.replace("\"", "\"\"") + '"';
  }

  /// A row as it is pasted into a sheet or a chat: values apart by tabs.
  static String row(NodeFacts node) {
    return joined("\t", column -> column.value(node));
  }
}
