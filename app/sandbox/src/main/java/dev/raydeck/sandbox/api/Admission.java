package dev.raydeck.sandbox.api;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What every object must satisfy before it is stored, after its defaults are filled in.
final class Admission {
  private static final Pattern SUBDOMAIN =
      Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
  private static final Pattern RFC_1123_LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?");
  private static final String SUBDOMAIN_RULE =
      "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";
  private static final String LABEL_RULE =
      "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')";
  private static final int MAX_NAME = 253;
  private static final int MAX_CONFIG_MAP_BYTES = 1024 * 1024;

  private Admission() {}

  static void admitNew(Kind kind, ObjectNode tree) {
    Defaults.apply(kind, tree);
    List<ApiException.Cause> causes = new ArrayList<>(nameProblems(kind, tree));
    causes.addAll(ruleProblems(kind, tree, null));
    refuse(kind, tree, causes);
  }

  static void admitChange(Kind kind, ObjectStore.Part part, ObjectNode old, ObjectNode next) {
    if (part == ObjectStore.Part.MAIN) {
      refuse(kind, next, ruleProblems(kind, next, old));
    }
  }

  private static void refuse(Kind kind, ObjectNode tree, List<ApiException.Cause> causes) {
    if (!causes.isEmpty()) {
      String name = Json.text(tree, "metadata", "name");
      throw ApiException.invalid(
          kind, name.isEmpty() ? Json.text(tree, "metadata", "generateName") : name, causes);
    }
  }

  private static List<ApiException.Cause> ruleProblems(
      Kind kind, ObjectNode tree, @Nullable ObjectNode old) {
    if (kind.equals(Kinds.RAY_CLUSTERS)) {
      return SchemaCheck.problems(Schemas.of(kind).orElseThrow(), tree, old);
    }
    if (kind.equals(Kinds.PODS) && tree.path("spec").path("containers").isEmpty()) {
      return List.of(
          new ApiException.Cause("FieldValueRequired", "Required value", "spec.containers"));
    }
    if (kind.equals(Kinds.CONFIG_MAPS) && size(tree.path("data")) > MAX_CONFIG_MAP_BYTES) {
      return List.of(
          new ApiException.Cause(
              "FieldValueTooLong", "Too long: may not be more than 1048576 bytes", ""));
    }
    return List.of();
  }

  private static List<ApiException.Cause> nameProblems(Kind kind, ObjectNode tree) {
    String name = Json.text(tree, "metadata", "name");
    if (name.isEmpty()) {
      return Json.text(tree, "metadata", "generateName").isEmpty()
          ? List.of(
              new ApiException.Cause(
                  "FieldValueRequired",
                  "Required value: name or generateName is required",
                  "metadata.name"))
          : List.of();
    }
    if (kind.group().equals(Kinds.ROLES.group())) {
      return List.of();
    }
    if (name.length() > MAX_NAME) {
      return List.of(invalidName(name, "must be no more than 253 characters"));
    }
    boolean label = kind.equals(Kinds.NAMESPACES);
    Pattern pattern = label ? RFC_1123_LABEL : SUBDOMAIN;
    return pattern.matcher(name).matches()
        ? List.of()
        : List.of(invalidName(name, label ? LABEL_RULE : SUBDOMAIN_RULE));
  }

  private static ApiException.Cause invalidName(String name, String rule) {
    return new ApiException.Cause(
        "FieldValueInvalid", "Invalid value: \"%s\": %s".formatted(name, rule), "metadata.name");
  }

  private static long size(JsonNode data) {
    long size = 0;
    for (JsonNode value : data) {
      size += value.asString("").length();
    }
    return size;
  }
}
