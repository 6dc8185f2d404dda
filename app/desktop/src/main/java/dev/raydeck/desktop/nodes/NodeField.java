package dev.raydeck.desktop.nodes;

import dev.raydeck.desktop.facts.Held;
import dev.raydeck.desktop.facts.NodeFacts;
import dev.raydeck.desktop.facts.NodeState;
import dev.raydeck.model.RayActor;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a filter can ask of a node. Texts are looked for, amounts and durations compared; a node
/// without the value (not idle, no GPU) never matches a comparison.
@SuppressWarnings("ImmutableEnumChecker") // The functions keep nothing.
enum NodeField {
  POD("pod:8hxg4", node -> node.pod().name()),
  GROUP("group:gpu", node -> node.isHead() ? "head" : node.pod().group()),
  STATE("state:idle", null),
  HELD("held:actor", null),
  RAY("ray:running", node -> node.ray() == null ? "" : node.ray().status().name()),
  K8S("k8s:ImagePull", node -> node.pod().displayStatus()),
  NODE("node:gke-3", node -> node.pod().kubernetesNode()),
  ACTOR("actor:Stats", null),
  IDLE("idle>30s", Unit.SECONDS, node -> seconds(idle(node))),
  REMOVAL("removal<1m", Unit.SECONDS, node -> seconds(left(node))),
  AGE("age>2h", Unit.SECONDS, node -> seconds(age(node))),
  CPU("cpu>=8", Unit.NUMBER, node -> used(node, "CPU")),
  GPU("gpu>0", Unit.NUMBER, node -> used(node, "GPU")),
  MEMORY("memory>4Gi", Unit.BYTES, node -> used(node, "memory")),
  RESTARTS("restarts>0", Unit.NUMBER, node -> node.pod().restarts());

  private static final Pattern AMOUNT =
      Pattern.compile("(\\d+(?:\\.\\d+)?)([KMGT]i?)?B?", Pattern.CASE_INSENSITIVE);
  private static final Pattern SPAN =
      Pattern.compile("(?:(\\d+)d)?(?:(\\d+)h)?(?:(\\d+)m)?(?:(\\d+)s?)?");
  private static final int MOST_DIGITS = 9;

  private enum Unit {
    TEXT,
    NUMBER,
    BYTES,
    SECONDS
  }

  private final String example;
  private final Unit unit;
  private final @Nullable Function<NodeFacts, String> text;
  private final ToDoubleFunction<NodeFacts> amount;

  NodeField(String example, @Nullable Function<NodeFacts, String> text) {
    this.example = example;
    this.unit = Unit.TEXT;
    this.text = text;
    this.amount = node -> Double.NaN;
  }

  NodeField(String example, Unit unit, ToDoubleFunction<NodeFacts> amount) {
    this.example = example;
    this.unit = unit;
    this.text = null;
    this.amount = amount;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  String example() {
    return example;
  }

  boolean isComparable() {
    return unit != Unit.TEXT;
  }

  static Optional<NodeField> named(String word) {
    return Arrays.stream(values()).filter(field -> field.word().equals(word)).findFirst();
  }

  /// The field whose name begins alike, else all there are.
  static String nearest(String word) {
    String start = word.substring(0, Math.min(2, word.length()));
    return Arrays.stream(values())
        .map(NodeField::word)
        .filter(name -> name.startsWith(start))
        .findFirst()
        .orElseGet(() -> String.join(", ", Arrays.stream(values()).map(NodeField::word).toList()));
  }

  /// Empty where the value is not one of this field's.
  Optional<Predicate<NodeFacts>> test(String operator, String value) {
    String wanted = value.toLowerCase(Locale.ROOT);
    return switch (this) {
      case STATE ->
          Arrays.stream(NodeState.values()).anyMatch(state -> state.word().startsWith(wanted))
              ? Optional.of(node -> node.state().word().startsWith(wanted))
              : Optional.empty();
      case HELD -> held(wanted);
      case ACTOR ->
          Optional.of(node ->
              node.actors().stream().anyMatch(actor -> NodeFilter.has(actor.label(), wanted)));
      default -> {
        Function<NodeFacts, String> has = text;
        yield has != null
            ? Optional.of(node -> NodeFilter.has(has.apply(node), wanted))
            : compare(operator, value);
      }
    };
  }

  private static Optional<Predicate<NodeFacts>> held(String wanted) {
    if (wanted.equals("any") || wanted.equals("yes")) {
      return Optional.of(node -> node.held() != null);
    }
    if (wanted.equals("no") || wanted.equals("none")) {
      return Optional.of(node -> node.held() == null);
    }
    boolean isCause =
        Stream.of(Held.Cause.values())
            .anyMatch(cause -> cause.name().toLowerCase(Locale.ROOT).startsWith(wanted));
    boolean isActor = Held.Cause.ACTOR.name().toLowerCase(Locale.ROOT).startsWith(wanted);
    return Optional.of(node -> {
      if (isActor && hasActor(node)) {
        return true;
      }
      Held held = node.held();
      if (held == null || !isCause) {
        return !isCause && NodeFilter.has(NodeColumn.HELD.value(node), wanted);
      }
      return held.cause().name().toLowerCase(Locale.ROOT).startsWith(wanted);
    });
  }

  /// A worker with a living actor stays, whether it is used or not.
  private static boolean hasActor(NodeFacts node) {
    return !node.isHead()
        && node.actors().stream().anyMatch(actor -> actor.state() == RayActor.State.ALIVE);
  }

  private Optional<Predicate<NodeFacts>> compare(String operator, String value) {
    double wanted = unit == Unit.SECONDS ? span(value) : amount(value);
    if (Double.isNaN(wanted)) {
      return Optional.empty();
    }
    return Optional.of(
        switch (operator) {
          case ">" -> node -> amount.applyAsDouble(node) > wanted;
          case ">=" -> node -> amount.applyAsDouble(node) >= wanted;
          case "<" -> node -> amount.applyAsDouble(node) < wanted;
          case "<=" -> node -> amount.applyAsDouble(node) <= wanted;
          default -> node -> amount.applyAsDouble(node) == wanted;
        });
  }

  private static double amount(String value) {
    Matcher amount = AMOUNT.matcher(value);
    if (!amount.matches() || amount.group(1).length() > MOST_DIGITS * 2) {
      return Double.NaN;
    }
    String suffix = amount.group(2) == null ? "" : amount.group(2).toUpperCase(Locale.ROOT);
    int power = suffix.isEmpty() ? 0 : "KMGT".indexOf(suffix.charAt(0)) + 1;
    return Double.parseDouble(amount.group(1)) * Math.pow(1024, power);
  }

  /// Seconds of `30s`, `1h30m`, `2d`, or a plain number.
  private static double span(String value) {
    Matcher span = SPAN.matcher(value);
    if (value.isEmpty() || value.length() > MOST_DIGITS || !span.matches()) {
      return Double.NaN;
    }
    return part(span.group(1)) * 86_400
        + part(span.group(2)) * 3_600
        + part(span.group(3)) * 60
        + part(span.group(4));
  }

  private static double part(@Nullable String digits) {
    return digits == null ? 0 : Double.parseDouble(digits);
  }

  private static @Nullable Duration idle(NodeFacts node) {
    return node.readAt() == null ? null : node.idle(node.readAt());
  }

  private static @Nullable Duration left(NodeFacts node) {
    return node.readAt() == null ? null : node.remaining(node.readAt());
  }

  private static @Nullable Duration age(NodeFacts node) {
    Instant readAt = node.readAt();
    return readAt == null ? null : node.age(readAt);
  }

  private static double seconds(@Nullable Duration duration) {
    return duration == null ? Double.NaN : duration.toMillis() / 1_000.0;
  }

  private static double used(NodeFacts node, String resource) {
    return node.isJoined() && node.total(resource) > 0 ? node.used(resource) : Double.NaN;
  }
}
