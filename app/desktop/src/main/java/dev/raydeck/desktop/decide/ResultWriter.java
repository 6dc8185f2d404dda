package dev.raydeck.desktop.decide;

import dev.raydeck.engine.scheduling.SchedulingReply;
import dev.raydeck.engine.scheduling.SchedulingReply.Ending;
import dev.raydeck.model.GangDemand;
import dev.raydeck.model.ResourceBundle;
import dev.raydeck.model.ResourceRequest;
import java.io.ByteArrayOutputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Writes one result as one line.
final class ResultWriter {
  private final JsonMapper mapper = JsonMapper.builder().build();

  byte[] result(String id, SchedulingReply reply, double seconds, @Nullable JsonNode reasons) {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    try (JsonGenerator json = mapper.createGenerator(line)) {
      json.writeStartObject();
      json.writeStringProperty("id", id);
      json.writeObjectPropertyStart("launch");
      for (Map.Entry<String, Integer> launch : reply.launches().entrySet()) {
        json.writeNumberProperty(launch.getKey(), launch.getValue());
      }
      json.writeEndObject();
      writeEndings(json, reply);
      json.writeArrayPropertyStart("infeasible");
      for (ResourceRequest request : reply.infeasible()) {
        write(json, request.bundle());
      }
      json.writeEndArray();
      writeGangs(json, reply);
      json.writeNumberProperty("infeasible_constraints", reply.infeasibleConstraint() ? 1 : 0);
      json.writeNumberProperty("seconds", seconds);
      if (reasons != null) {
        json.writePOJOProperty("reasons", reasons);
      }
      json.writeEndObject();
    }
    line.write('\n');
    return line.toByteArray();
  }

  private static void writeEndings(JsonGenerator json, SchedulingReply reply) {
    json.writeArrayPropertyStart("terminate");
    for (Ending ending : reply.endings()) {
      json.writeStartArray();
      json.writeString(ending.instanceId());
      json.writeString(ending.rayNodeId());
      json.writeString(ending.cause().name());
      json.writeEndArray();
    }
    json.writeEndArray();
  }

  private static void writeGangs(JsonGenerator json, SchedulingReply reply) {
    json.writeArrayPropertyStart("infeasible_gangs");
    for (GangDemand gang : reply.infeasibleGangs()) {
      json.writeStartArray();
      for (ResourceRequest request : gang.requests()) {
        write(json, request.bundle());
      }
      json.writeEndArray();
    }
    json.writeEndArray();
  }

  private static void write(JsonGenerator json, ResourceBundle bundle) {
    json.writeStartObject();
    bundle.amounts().forEach(json::writeNumberProperty);
    json.writeEndObject();
  }

  byte[] error(long lineNumber, @Nullable String id, String error) {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    try (JsonGenerator json = mapper.createGenerator(line)) {
      json.writeStartObject();
      json.writeNumberProperty("line", lineNumber);
      if (id != null) {
        json.writeStringProperty("id", id);
      }
      json.writeStringProperty("error", error);
      json.writeEndObject();
    }
    line.write('\n');
    return line.toByteArray();
  }
}
