package dev.raydeck.sandbox.rayhead;

import dev.raydeck.raywire.common.LabelSelectorConstraint;
import dev.raydeck.raywire.common.LabelSelectorOperator;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A task's or actor's `label_selector`, as its driver wrote it: `value`, `!value`, `in(a, b)` or
/// `!in(a, b)` for each label (ray: python/ray/_private/label_utils.py).
///
/// The empty one holds everywhere. A node without the label meets only the two that say no.
public record LabelSelector(SortedMap<String, String> wanted) {
  public static final LabelSelector NONE = new LabelSelector(new TreeMap<>());

  private static final String VALUE = "[a-zA-Z0-9](?:[a-zA-Z0-9_.-]{0,61}[a-zA-Z0-9])?";
  private static final Pattern WANTED =
      Pattern.compile("(!?)(?:in\\((%s(?:, ?%s)*)\\)|(%s)?)".formatted(VALUE, VALUE, VALUE));
  private static final Pattern KEY = Pattern.compile("(?:[a-zA-Z0-9._-]{1,253}/)?" + VALUE);

  private record Rule(boolean isNot, List<String> values) {}

  public LabelSelector {
    wanted = Collections.unmodifiableSortedMap(new TreeMap<>(wanted));
  }

  /// The first label that Ray would not take, written `key: value`.
  public Optional<String> fault() {
    return wanted.entrySet().stream()
        .filter(entry ->
            !KEY.matcher(entry.getKey()).matches() || !WANTED.matcher(entry.getValue()).matches())
        .map(entry -> entry.getKey() + ": " + entry.getValue())
        .findFirst();
  }

  boolean matches(Map<String, String> labels) {
    return wanted.entrySet().stream()
        .allMatch(entry -> {
          Rule rule = rule(entry.getValue());
          String there = labels.get(entry.getKey());
          return rule.isNot() != (there != null && rule.values().contains(there));
        });
  }

  dev.raydeck.raywire.common.LabelSelector message() {
    var message = dev.raydeck.raywire.common.LabelSelector.newBuilder();
    wanted.forEach((key, text) -> {
      Rule rule = rule(text);
      message.addLabelConstraints(
          LabelSelectorConstraint.newBuilder()
              .setLabelKey(key)
              .setOperator(
                  rule.isNot()
                      ? LabelSelectorOperator.LABEL_OPERATOR_NOT_IN
                      : LabelSelectorOperator.LABEL_OPERATOR_IN)
              .addAllLabelValues(rule.values()));
    });
    return message.build();
  }

  private static Rule rule(String text) {
    Matcher matcher = WANTED.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(text);
    }
    String listed = matcher.group(2);
    String one = matcher.group(3);
    return new Rule(
        !matcher.group(1).isEmpty(),
        listed != null ? List.of(listed.split(", ?", -1)) : List.of(one == null ? "" : one));
  }
}
