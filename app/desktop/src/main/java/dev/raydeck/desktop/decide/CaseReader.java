package dev.raydeck.desktop.decide;

import dev.raydeck.engine.scheduling.SchedulingRequest;
import dev.raydeck.engine.scheduling.SchedulingRequest.Candidate;
import dev.raydeck.model.GangDemand;
import dev.raydeck.model.InstanceStatus;
import dev.raydeck.model.NodeKind;
import dev.raydeck.model.NodeType;
import dev.raydeck.model.RayNode;
import dev.raydeck.model.ResourceBundle;
import dev.raydeck.model.ResourceDemand;
import dev.raydeck.model.ResourceRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads one line into a case, or says where it is wrong.
final class CaseReader {
  private static final int DEFAULT_MAX = 10;

  /// A result lists what found no place one by one, and nodes are planned one by one.
  private static final long MAX_REQUESTS = 10_000_000;

  private final JsonMapper mapper =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  DecisionCase read(byte[] line) throws CaseProblem {
    JsonNode json = parse(line);
    if (!json.isObject()) {
      throw new CaseProblem(null, "a case is one JSON object");
    }
    JsonNode id = json.get("id");
    try {
      Field root = Field.root(json);
      return new DecisionCase(root.at("id").text(), request(root));
    } catch (CaseProblem problem) {
      throw new CaseProblem(id != null && id.isString() ? id.asString() : null, problem.text());
    }
  }

  private JsonNode parse(byte[] line) throws CaseProblem {
    try {
      return mapper.readTree(line);
    } catch (JacksonException notJson) {
      throw new CaseProblem(null, "not JSON: " + words(notJson));
    }
  }

  /// Without the place in brackets: the library knows none within a line of ours.
  private static String words(JacksonException notJson) {
    String words = String.valueOf(notJson.getOriginalMessage());
    int place = words.indexOf(" (start marker at ");
    return place < 0 ? words : words.substring(0, place);
  }

  private static SchedulingRequest request(Field root) throws CaseProblem {
    List<NodeType> types = new ArrayList<>();
    for (Map.Entry<String, Field> type : root.at("node_types").requiredMembers().entrySet()) {
      types.add(nodeType(type.getKey(), type.getValue()));
    }
    Field max = root.at("max_num_nodes");
    Field conserve = root.at("conserve_gpu");
    int conserveGpu = conserve.integer(1, 0);
    if (conserveGpu > 1) {
      throw conserve.problem("0 or 1 is wanted, not " + conserveGpu);
    }
    return new SchedulingRequest(
        types,
        max.isAbsent() ? null : max.integer(0, 0),
        seconds(root.at("idle_timeout_s")),
        !root.at("disable_launch_config_check").flag(false),
        conserveGpu == 1,
        shares(root.at("availability")),
        shares(root.at("recoverable")),
        instances(root.at("instances"), types),
        demands(root.at("demands")),
        gangs(root.at("gangs")),
        demands(root.at("constraints")));
  }

  private static NodeType nodeType(String name, Field type) throws CaseProblem {
    int min = type.at("min").integer(0, 0);
    int max = type.at("max").integer(DEFAULT_MAX, 0);
    if (min > max) {
      throw type.at("min").problem("%d is above max, %d".formatted(min, max));
    }
    if (min > MAX_REQUESTS) {
      throw type.at("min").problem("more than %d nodes".formatted(MAX_REQUESTS));
    }
    Field priority = type.at("priority");
    return new NodeType(
        name,
        bundle(type.at("resources")),
        min,
        max,
        labels(type.at("labels")),
        seconds(type.at("idle_timeout_s")),
        priority.integer(0, Integer.MIN_VALUE),
        type.at("hash").text(""));
  }

  private static @Nullable Double seconds(Field field) throws CaseProblem {
    return field.isAbsent() ? null : field.number(Double.MAX_VALUE);
  }

  private static Map<String, Double> shares(Field field) throws CaseProblem {
    Map<String, Double> shares = new LinkedHashMap<>();
    for (Map.Entry<String, Field> entry : field.members().entrySet()) {
      shares.put(entry.getKey(), entry.getValue().number(1));
    }
    return shares;
  }

  private static ResourceBundle bundle(Field field) throws CaseProblem {
    Map<String, Double> amounts = new LinkedHashMap<>();
    for (Map.Entry<String, Field> entry : field.requiredMembers().entrySet()) {
      amounts.put(entry.getKey(), entry.getValue().number(Double.MAX_VALUE));
    }
    return new ResourceBundle(amounts);
  }

  private static Map<String, String> labels(Field field) throws CaseProblem {
    Map<String, String> labels = new LinkedHashMap<>();
    for (Map.Entry<String, Field> entry : field.members().entrySet()) {
      labels.put(entry.getKey(), entry.getValue().text());
    }
    return labels;
  }

  /// Nodes share the names of their types: thousands of equal texts would lie all over the memory.
  private static List<Candidate> instances(Field field, List<NodeType> types) throws CaseProblem {
    Map<String, String> names = new HashMap<>();
    types.forEach(type -> names.put(type.name(), type.name()));
    List<Candidate> instances = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (Field instance : field.elements()) {
      Field id = instance.at("id");
      if (!ids.add(id.text())) {
        throw id.problem("%s is there twice".formatted(id.text()));
      }
      Field kind = instance.at("kind");
      Field ray = instance.at("ray");
      String type = names.computeIfAbsent(instance.at("type").text(), name -> name);
      instances.add(
          new Candidate(
              id.text(),
              type,
              instance
                  .at("status")
                  .oneOf(InstanceStatus.class, EnumSet.allOf(InstanceStatus.class), "status"),
              kind.json() == null
                  ? NodeKind.WORKER
                  : kind.oneOf(NodeKind.class, EnumSet.allOf(NodeKind.class), "kind"),
              instance.at("hash").text(""),
              ray.isAbsent() ? null : rayNode(type, ray)));
    }
    return instances;
  }

  private static RayNode rayNode(String type, Field ray) throws CaseProblem {
    long idleMillis = ray.at("idle_ms").wholeNumber(0);
    return new RayNode(
        ray.at("id").text(),
        "",
        type,
        idleMillis > 0 ? RayNode.Status.IDLE : RayNode.Status.RUNNING,
        bundle(ray.at("total")),
        bundle(ray.at("avail")),
        Duration.ofMillis(idleMillis),
        labels(ray.at("labels")),
        labels(ray.at("dynamic_labels")),
        List.of(),
        "");
  }

  /// Equal entries become one, at the place of the first.
  private static List<ResourceDemand> demands(Field field) throws CaseProblem {
    Map<ResourceRequest, Integer> counts = new LinkedHashMap<>();
    long all = 0;
    for (Field demand : field.elements()) {
      int count = count(demand, all);
      all += count;
      ResourceRequest request =
          new ResourceRequest(
              bundle(demand.at("bundle")), Selectors.read(demand.at("labels")), null);
      Integer before = counts.putIfAbsent(request, count);
      if (before != null) {
        counts.put(request, before + count);
      }
    }
    List<ResourceDemand> demands = new ArrayList<>();
    counts.forEach((request, count) -> demands.add(new ResourceDemand(request, count)));
    return demands;
  }

  private static int count(Field request, long before) throws CaseProblem {
    Field field = request.at("count");
    int count = field.integer(1, 0);
    if (before + count > MAX_REQUESTS) {
      throw field.problem("more than %d requests".formatted(MAX_REQUESTS));
    }
    return count;
  }

  private static List<GangDemand> gangs(Field field) throws CaseProblem {
    List<GangDemand> gangs = new ArrayList<>();
    long all = 0;
    for (Field gang : field.elements()) {
      List<ResourceRequest> requests = new ArrayList<>();
      for (Field entry : gang.elements()) {
        ResourceRequest request =
            new ResourceRequest(
                bundle(entry.at("bundle")),
                Selectors.read(entry.at("labels")),
                Selectors.constraint(entry.at("constraint")));
        requests.addAll(Collections.nCopies(count(entry, all + requests.size()), request));
      }
      all += requests.size();
      gangs.add(new GangDemand(requests, ""));
    }
    return gangs;
  }
}
