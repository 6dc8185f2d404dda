package dev.raydeck.sandbox.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// A field selector: all terms must hold. Each kind offers few fields, as the real server does.
record FieldSelector(List<Term> terms) {
  record Term(String field, boolean equal, String value) {}

  static final FieldSelector ALL = new FieldSelector(List.of());

  private static final List<String> NAMED = List.of("metadata.name", "metadata.namespace");
  private static final Map<Kind, List<String>> MORE =
      Map.of(
          Kinds.PODS,
          List.of(
              "spec.nodeName",
              "spec.restartPolicy",
              "spec.schedulerName",
              "spec.serviceAccountName",
              "spec.hostNetwork",
              "status.phase",
              "status.podIP",
              "status.nominatedNodeName"),
          Kinds.EVENTS,
          List.of(
              "involvedObject.kind",
              "involvedObject.namespace",
              "involvedObject.name",
              "involvedObject.uid",
              "involvedObject.apiVersion",
              "involvedObject.resourceVersion",
              "involvedObject.fieldPath",
              "reason",
              "reportingComponent",
              "source",
              "type"),
          Kinds.NODES,
          List.of("spec.unschedulable"),
          Kinds.NAMESPACES,
          List.of("status.phase"),
          Kinds.SECRETS,
          List.of("type"),
          Kinds.SERVICES,
          List.of("spec.clusterIP", "spec.type"));

  /// @throws ApiException 400 when the text or a field is not understood
  static FieldSelector parse(Kind kind, String text) {
    List<Term> terms = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      if (!part.isBlank()) {
        terms.add(term(kind, part.strip()));
      }
    }
    return new FieldSelector(List.copyOf(terms));
  }

  FieldSelector andName(String name) {
    List<Term> more = new ArrayList<>(terms);
    more.add(new Term("metadata.name", true, name));
    return new FieldSelector(List.copyOf(more));
  }

  boolean isEmpty() {
    return terms.isEmpty();
  }

  boolean matches(StoredObject object) {
    for (Term term : terms) {
      if (value(object, term.field()).equals(term.value()) != term.equal()) {
        return false;
      }
    }
    return true;
  }

  static List<String> offered(Kind kind) {
    return MORE.getOrDefault(kind, List.of());
  }

  static String value(JsonNode tree, String field) {
    String[] path =
        field.equals("source") ? new String[] {"source", "component"} : field.split("\\.");
    String value = Json.text(tree, path);
    return value.isEmpty()
            && (field.equals("spec.unschedulable") || field.equals("spec.hostNetwork"))
        ? "false"
        : value;
  }

  private static String value(StoredObject object, String field) {
    return switch (field) {
      case "metadata.name" -> object.name();
      case "metadata.namespace" -> object.namespace();
      default -> {
        String value = object.field(field);
        yield value == null ? "" : value;
      }
    };
  }

  private static Term term(Kind kind, String part) {
    int at = part.indexOf('=');
    if (at < 1) {
      throw ApiException.badRequest(
          "invalid selector: '%s'; can't understand '%s'".formatted(part, part));
    }
    boolean equal = part.charAt(at - 1) != '!';
    String field = part.substring(0, equal ? at : at - 1).strip();
    String value = part.substring(at + 1).replaceFirst("^=", "").strip();
    if (!NAMED.contains(field) && !offered(kind).contains(field)) {
      throw ApiException.badRequest(unsupported(kind, field));
    }
    return new Term(field, equal, value);
  }

  private static String unsupported(Kind kind, String field) {
    boolean ownWords = MORE.containsKey(kind) || !kind.group().isEmpty();
    return ownWords
        ? "field label not supported: " + field
        : "\"%s\" is not a known field selector: only \"metadata.name\", \"metadata.namespace\""
            .formatted(field);
  }
}
