package dev.raydeck.sandbox;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// The objects of a YAML text with one or more documents.
final class Manifest {
  private static final YAMLMapper YAML = YAMLMapper.builder().build();

  private Manifest() {}

  /// @throws IllegalArgumentException with line and column when it is no YAML, or when a document
  ///   is no object
  static List<ObjectNode> objects(String yaml) {
    List<ObjectNode> objects = new ArrayList<>();
    try (MappingIterator<JsonNode> documents = YAML.readerFor(JsonNode.class).readValues(yaml)) {
      while (documents.hasNext()) {
        JsonNode document = documents.next();
        if (document instanceof ObjectNode object) {
          objects.add(object);
        } else if (!document.isNull() && !document.isMissingNode()) {
          throw new IllegalArgumentException(
              "manifest, document " + (objects.size() + 1) + ": not an object");
        }
      }
    } catch (JacksonException e) {
      throw new IllegalArgumentException("manifest: " + e.getOriginalMessage(), e);
    }
    return objects;
  }
}
