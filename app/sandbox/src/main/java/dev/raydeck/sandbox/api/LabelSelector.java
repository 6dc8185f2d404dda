package dev.raydeck.sandbox.api;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A label selector: all requirements must hold.
record LabelSelector(List<Requirement> requirements) {
  enum Operator {
    IN,
    NOT_IN,
    EXISTS,
    ABSENT
  }

  record Requirement(String key, Operator operator, Set<String> values) {
    boolean matches(Map<String, String> labels) {
      String value = labels.get(key);
      return switch (operator) {
        case IN -> value != null && values.contains(value);
        case NOT_IN -> value == null || !values.contains(value);
        case EXISTS -> value != null;
        case ABSENT -> value == null;
      };
    }
  }

  static final LabelSelector ALL = new LabelSelector(List.of());

  private static final Pattern SET =
      Pattern.compile("(\\S+)\\s+(in|notin)\\s*\\(([^()]*)\\)", Pattern.DOTALL);
  private static final Pattern EQUALITY = Pattern.compile("([^=!\\s]+)\\s*(==|=|!=)\\s*(\\S*)");
  private static final Pattern KEY =
      Pattern.compile("([a-z0-9.-]+/)?([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]");
  private static final String KEY_RULE =
      "a qualified name must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]') with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')";

  /// Reads a selector.
  ///
  /// @throws ApiException 400 when it is not understood
  static LabelSelector parse(String text) {
    List<Requirement> requirements = new ArrayList<>();
    for (String part : text.split(",(?![^(]*\\))", -1)) {
      if (!part.isBlank()) {
        requirements.add(requirement(part.strip()));
      }
    }
    return new LabelSelector(List.copyOf(requirements));
  }

  boolean isEmpty() {
    return requirements.isEmpty();
  }

  boolean matches(Map<String, String> labels) {
    for (Requirement requirement : requirements) {
      if (!requirement.matches(labels)) {
        return false;
      }
    }
    return true;
  }

  private static Requirement requirement(String part) {
    Matcher set = SET.matcher(part);
    if (set.matches()) {
      Set<String> values =
          Arrays.stream(set.group(3).split(",", -1)).map(String::strip).collect(Collectors.toSet());
      return of(set.group(1), set.group(2).equals("in") ? Operator.IN : Operator.NOT_IN, values);
    }
    if (part.contains("(")) {
      throw refusal("found '', expected: ',', ')' or identifier");
    }
    Matcher equality = EQUALITY.matcher(part);
    if (equality.matches()) {
      Operator operator = equality.group(2).equals("!=") ? Operator.NOT_IN : Operator.IN;
      return of(equality.group(1), operator, Set.of(equality.group(3)));
    }
    return part.startsWith("!")
        ? of(part.substring(1).strip(), Operator.ABSENT, Set.of())
        : of(part, Operator.EXISTS, Set.of());
  }

  private static Requirement of(String key, Operator operator, Set<String> values) {
    if (!KEY.matcher(key).matches()) {
      throw refusal("<nil>: Invalid value: \"%s\": %s".formatted(key, KEY_RULE));
    }
    return new Requirement(key, operator, values);
  }

  private static ApiException refusal(String why) {
    return ApiException.badRequest("unable to parse requirement: " + why);
  }
}
