package dev.raydeck.engine;

import dev.raydeck.model.AutoscalerReport;
import dev.raydeck.model.AutoscalerReport.FailedRequest;
import dev.raydeck.model.AutoscalerReport.PendingInstance;
import dev.raydeck.model.AutoscalerReport.PendingRequest;
import dev.raydeck.model.GangDemand;
import dev.raydeck.model.RayNode;
import dev.raydeck.model.RayState;
import dev.raydeck.model.ResourceBundle;
import dev.raydeck.model.ResourceDemand;
import dev.raydeck.model.ResourceRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/// Reads a recorded GetClusterStatus reply, protobuf written as JSON, into the model: what the
/// texts need of it.
final class StatusJson {
  private StatusJson() {}

  static RayState state(JsonNode reply) {
    JsonNode state = reply.get("cluster_resource_state");
    List<ResourceDemand> constraint =
        list(state, "cluster_resource_constraints", StatusJson::demands).stream()
            .findFirst()
            .orElse(List.of());
    return new RayState(
        Instant.EPOCH,
        "",
        "2.58.0",
        0,
        list(state, "node_states", StatusJson::node),
        list(state, "pending_resource_requests", StatusJson::demand),
        list(state, "pending_gang_resource_requests", StatusJson::gang),
        constraint,
        List.of(),
        reply.has("autoscaling_state") ? report(reply.get("autoscaling_state")) : null);
  }

  private static <T> List<T> list(JsonNode parent, String key, Function<JsonNode, T> read) {
    List<T> all = new ArrayList<>();
    parent.path(key).forEach(one -> all.add(read.apply(one)));
    return all;
  }

  private static RayNode node(JsonNode json) {
    byte[] id = Base64.getDecoder().decode(json.get("node_id").asString());
    return new RayNode(
        HexFormat.of().formatHex(id),
        json.path("instance_id").asString(""),
        json.path("ray_node_type_name").asString(""),
        RayNode.Status.valueOf(json.path("status").asString("UNSPECIFIED")),
        bundle(json.path("total_resources")),
        bundle(json.path("available_resources")),
        Duration.ofMillis(number(json, "idle_duration_ms")),
        Map.of(),
        Map.of(),
        list(json, "node_activity", JsonNode::asString),
        "");
  }

  private static ResourceBundle bundle(JsonNode json) {
    Map<String, Double> amounts = new LinkedHashMap<>();
    json.properties().forEach(entry -> amounts.put(entry.getKey(), entry.getValue().asDouble()));
    return new ResourceBundle(amounts);
  }

  private static ResourceRequest request(JsonNode json) {
    return ResourceRequest.of(bundle(json.path("resources_bundle")));
  }

  private static ResourceDemand demand(JsonNode json) {
    return new ResourceDemand(request(json.get("request")), (int) number(json, "count"));
  }

  private static List<ResourceDemand> demands(JsonNode json) {
    return list(json, "resource_requests", StatusJson::demand);
  }

  private static GangDemand gang(JsonNode json) {
    return new GangDemand(
        list(json, "requests", StatusJson::request), json.path("details").asString(""));
  }

  private static AutoscalerReport report(JsonNode json) {
    return new AutoscalerReport(
        0,
        list(
            json,
            "pending_instance_requests",
            one ->
                new PendingRequest(
                    one.get("ray_node_type_name").asString(),
                    (int) number(one, "count"),
                    Instant.ofEpochSecond(number(one, "request_ts")))),
        list(
            json,
            "pending_instances",
            one ->
                new PendingInstance(
                    one.get("ray_node_type_name").asString(),
                    one.get("instance_id").asString(),
                    one.path("details").asString(""))),
        List.of(),
        List.of(),
        false,
        list(
            json,
            "failed_instance_requests",
            one ->
                new FailedRequest(
                    one.get("ray_node_type_name").asString(),
                    one.path("reason").asString(""),
                    Instant.ofEpochSecond(number(one, "start_ts")),
                    Instant.ofEpochSecond(number(one, "failed_ts")))));
  }

  private static long number(JsonNode json, String key) {
    JsonNode value = json.path(key);
    return value.isString() ? Long.parseLong(value.asString()) : value.asLong(0);
  }
}
