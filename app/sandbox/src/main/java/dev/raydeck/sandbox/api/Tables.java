package dev.raydeck.sandbox.api;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Answers of `kind: Table`: what `kubectl get` prints.
final class Tables {
  private Tables() {}

  /// Prints the rows of one answer or one watch.
  static final class Printer {
    private final Kind kind;
    private final InstantSource clock;
    private final String includeObject;
    private boolean columnsTold;

    /// @param includeObject `None`, `Metadata` (also when empty) or `Object`
    Printer(Kind kind, InstantSource clock, String includeObject) {
      this.kind = kind;
      this.clock = clock;
      this.includeObject = includeObject;
    }

    /// A whole list.
    ObjectNode list(List<StoredObject> objects, ObjectNode metadata) {
      ObjectNode table = table(metadata);
      table.set("columnDefinitions", columns());
      ArrayNode rows = table.putArray("rows");
      Instant now = clock.instant();
      objects.forEach(object -> rows.add(row(object.tree(), now)));
      return table;
    }

    /// One event of a watch; only the first tells the columns.
    ObjectNode event(StoredObject object) {
      ObjectNode metadata = Json.object();
      metadata.put("resourceVersion", Long.toString(object.resourceVersion()));
      return one(object.tree(), metadata);
    }

    ObjectNode bookmark(ObjectNode object) {
      ObjectNode metadata = Json.object();
      metadata.put("resourceVersion", Json.text(object, "metadata", "resourceVersion"));
      return one(object, metadata);
    }

    private ObjectNode one(ObjectNode object, ObjectNode metadata) {
      ObjectNode table = table(metadata);
      if (columnsTold) {
        table.putNull("columnDefinitions");
      } else {
        table.set("columnDefinitions", columns());
        columnsTold = true;
      }
      table.putArray("rows").add(row(object, clock.instant()));
      return table;
    }

    private static ObjectNode table(ObjectNode metadata) {
      ObjectNode table = Json.object();
      table.put("kind", "Table").put("apiVersion", "meta.k8s.io/v1").set("metadata", metadata);
      return table;
    }

    private ArrayNode columns() {
      ArrayNode columns = Json.object().arrayNode();
      for (Columns.Column column : Columns.of(kind)) {
        columns
            .addObject()
            .put("name", column.name())
            .put("type", column.type())
            .put("format", column.name().equals("Name") ? "name" : "")
            .put("description", "")
            .put("priority", column.wide() ? 1 : 0);
      }
      return columns;
    }

    private ObjectNode row(ObjectNode object, Instant now) {
      ObjectNode row = Json.object();
      ArrayNode cells = row.putArray("cells");
      Columns.of(kind).forEach(column -> cells.add(column.cell().apply(object, now)));
      switch (includeObject) {
        case "None" -> {}
        case "Object" -> row.set("object", object);
        default -> row.set("object", partial(object));
      }
      return row;
    }
  }

  /// An object with nothing but its metadata.
  static ObjectNode partial(ObjectNode object) {
    ObjectNode partial = Json.object();
    partial.put("kind", "PartialObjectMetadata").put("apiVersion", "meta.k8s.io/v1");
    JsonNode metadata = object.path("metadata");
    partial.set("metadata", metadata);
    return partial;
  }
}
