package dev.raydeck.sandbox.api;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NullNode;

/// The columns each kind is printed with.
final class Columns {
  /// One column.
  ///
  /// @param type `string`, `integer` or `date`
  /// @param wide shown with `-o wide` only
  record Column(
      String name, String type, boolean wide, BiFunction<JsonNode, Instant, JsonNode> cell) {}

  private static final Column NAME = text("Name", o -> Json.text(o, "metadata", "name"));
  private static final Column AGE = age("Age");
  private static final Column CREATED_AT =
      text("Created At", o -> Json.text(o, "metadata", "creationTimestamp"));
  private static final Map<Kind, List<Column>> BY_KIND = byKind();

  private Columns() {}

  static List<Column> of(Kind kind) {
    return BY_KIND.getOrDefault(kind, List.of(NAME, AGE));
  }

  private static Map<Kind, List<Column>> byKind() {
    Map<Kind, List<Column>> all = new HashMap<>();
    all.put(Kinds.PODS, pods());
    all.put(Kinds.RAY_CLUSTERS, rayClusters());
    all.put(Kinds.EVENTS, events());
    all.put(Kinds.NODES, nodes());
    all.put(Kinds.SERVICES, services());
    all.put(
        Kinds.NAMESPACES, List.of(NAME, text("Status", o -> Json.text(o, "status", "phase")), AGE));
    all.put(Kinds.CONFIG_MAPS, List.of(NAME, count("Data", "data", "binaryData"), AGE));
    all.put(Kinds.SERVICE_ACCOUNTS, List.of(NAME, count("Secrets", "secrets"), AGE));
    all.put(
        Kinds.SECRETS,
        List.of(NAME, text("Type", o -> Json.text(o, "type")), count("Data", "data"), AGE));
    all.put(
        Kinds.LEASES,
        List.of(NAME, text("Holder", o -> Json.text(o, "spec", "holderIdentity")), AGE));
    all.put(Kinds.ENDPOINTS, List.of(NAME, text("Endpoints", Cells::endpoints), AGE));
    Column role =
        text("Role", o -> Json.text(o, "roleRef", "kind") + "/" + Json.text(o, "roleRef", "name"));
    List<Column> bindings =
        List.of(
            NAME,
            role,
            AGE,
            wide("Users", o -> Cells.subjects(o, "User")),
            wide("Groups", o -> Cells.subjects(o, "Group")),
            wide("ServiceAccounts", o -> Cells.subjects(o, "ServiceAccount")));
    all.put(Kinds.ROLE_BINDINGS, bindings);
    all.put(Kinds.CLUSTER_ROLE_BINDINGS, bindings);
    for (Kind kind :
        List.of(
            Kinds.ROLES,
            Kinds.CLUSTER_ROLES,
            Kinds.LIMIT_RANGES,
            Kinds.CUSTOM_RESOURCE_DEFINITIONS)) {
      all.put(kind, List.of(NAME, CREATED_AT));
    }
    all.put(
        Kinds.RESOURCE_QUOTAS,
        List.of(
            NAME,
            text("Request", o -> Cells.quota(o, false)),
            text("Limit", o -> Cells.quota(o, true)),
            AGE));
    all.put(
        Kinds.PERSISTENT_VOLUME_CLAIMS,
        List.of(NAME, text("Status", o -> Json.text(o, "status", "phase")), AGE));
    all.put(Kinds.DEPLOYMENTS, deployments());
    all.put(Kinds.REPLICA_SETS, replicaSets());
    return Map.copyOf(all);
  }

  private static List<Column> pods() {
    return List.of(
        NAME,
        new Column("Ready", "string", false, (o, now) -> string(PodRow.cells(o, now).get(0))),
        new Column("Status", "string", false, (o, now) -> string(PodRow.cells(o, now).get(1))),
        new Column("Restarts", "string", false, (o, now) -> string(PodRow.cells(o, now).get(2))),
        AGE,
        wide("IP", o -> Cells.orNone(Json.text(o, "status", "podIP"))),
        wide("Node", o -> Cells.orNone(Json.text(o, "spec", "nodeName"))),
        wide("Nominated Node", o -> Cells.orNone(Json.text(o, "status", "nominatedNodeName"))),
        wide("Readiness Gates", o -> "<none>"));
  }

  /// As KubeRay's CRD declares them: what is absent stays blank, not 0.
  private static List<Column> rayClusters() {
    return List.of(
        NAME,
        path("desired workers", "integer", false, "status", "desiredWorkerReplicas"),
        path("available workers", "integer", false, "status", "availableWorkerReplicas"),
        path("cpus", "string", false, "status", "desiredCPU"),
        path("memory", "string", false, "status", "desiredMemory"),
        path("gpus", "string", false, "status", "desiredGPU"),
        path("tpus", "string", true, "status", "desiredTPU"),
        path("status", "string", false, "status", "state"),
        new Column("age", "date", false, AGE.cell()),
        path("head pod IP", "string", true, "status", "head", "podIP"),
        path("head service IP", "string", true, "status", "head", "serviceIP"));
  }

  private static List<Column> events() {
    return List.of(
        new Column("Last Seen", "string", false, (o, now) -> string(Cells.lastSeen(o, now))),
        text("Type", o -> Json.text(o, "type")),
        text("Reason", o -> Json.text(o, "reason")),
        text("Object", Cells::involvedObject),
        wide("Subobject", o -> Json.text(o, "involvedObject", "fieldPath")),
        wide("Source", Cells::source),
        text("Message", o -> Json.text(o, "message").strip()),
        new Column("First Seen", "string", true, (o, now) -> string(Cells.firstSeen(o, now))),
        new Column(
            "Count", "string", true, (o, now) -> number(Math.max(1, Json.number(o, "count")))),
        new Column("Name", "string", true, NAME.cell()));
  }

  private static List<Column> nodes() {
    return List.of(
        NAME,
        text("Status", Cells::nodeStatus),
        text("Roles", Cells::nodeRoles),
        AGE,
        text("Version", o -> Json.text(o, "status", "nodeInfo", "kubeletVersion")),
        wide("Internal-IP", o -> Cells.address(o, "InternalIP")),
        wide("External-IP", o -> Cells.address(o, "ExternalIP")),
        wide("OS-Image", o -> Cells.orUnknown(Json.text(o, "status", "nodeInfo", "osImage"))),
        wide(
            "Kernel-Version",
            o -> Cells.orUnknown(Json.text(o, "status", "nodeInfo", "kernelVersion"))),
        wide(
            "Container-Runtime",
            o -> Cells.orUnknown(Json.text(o, "status", "nodeInfo", "containerRuntimeVersion"))));
  }

  private static List<Column> services() {
    return List.of(
        NAME,
        text("Type", o -> Json.text(o, "spec", "type")),
        text("Cluster-IP", o -> Cells.orNone(Json.text(o, "spec", "clusterIP"))),
        text("External-IP", o -> "<none>"),
        text("Port(s)", o -> Cells.orNone(Cells.ports(o))),
        AGE,
        wide("Selector", o -> Cells.orNone(Cells.pairs(o.path("spec").path("selector")))));
  }

  private static List<Column> deployments() {
    return List.of(
        NAME,
        text(
            "Ready",
            o ->
                Json.number(o, "status", "readyReplicas")
                    + "/"
                    + Json.number(o, "spec", "replicas")),
        path("Up-to-date", "string", false, "status", "updatedReplicas"),
        path("Available", "string", false, "status", "availableReplicas"),
        AGE);
  }

  private static List<Column> replicaSets() {
    return List.of(
        NAME,
        path("Desired", "integer", false, "spec", "replicas"),
        path("Current", "integer", false, "status", "replicas"),
        path("Ready", "integer", false, "status", "readyReplicas"),
        AGE);
  }

  private static Column text(String name, Function<JsonNode, String> cell) {
    return new Column(name, "string", false, (o, now) -> string(cell.apply(o)));
  }

  private static Column wide(String name, Function<JsonNode, String> cell) {
    return new Column(name, "string", true, (o, now) -> string(cell.apply(o)));
  }

  private static Column age(String name) {
    return new Column(
        name,
        "string",
        false,
        (o, now) ->
            string(HumanDuration.since(Json.text(o, "metadata", "creationTimestamp"), now)));
  }

  private static Column count(String name, String... members) {
    return new Column(
        name,
        "string",
        false,
        (o, now) -> {
          int count = 0;
          for (String member : members) {
            count += o.path(member).size();
          }
          return number(count);
        });
  }

  private static Column path(String name, String type, boolean wide, String... path) {
    return new Column(
        name,
        type,
        wide,
        (o, now) -> {
          JsonNode value = Json.at(o, path);
          return value.isMissingNode() ? NullNode.getInstance() : value;
        });
  }

  private static JsonNode string(String text) {
    return JsonNodeFactory.instance.stringNode(text);
  }

  private static JsonNode number(long number) {
    return JsonNodeFactory.instance.numberNode(number);
  }
}
