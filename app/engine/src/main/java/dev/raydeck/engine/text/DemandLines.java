package dev.raydeck.engine.text;

import dev.raydeck.model.GangDemand;
import dev.raydeck.model.RayState;
import dev.raydeck.model.ResourceDemand;
import dev.raydeck.model.ResourceRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What waits and what was asked for, as `ray status` lists it.
public final class DemandLines {
  private static final Pattern GANG = Pattern.compile("([^:]*):([^|]*)\\|(.*)");

  private DemandLines() {}

  private record Counts(int all, int inGroups) {}

  /// The `request_resources` set.
  public static List<String> constraint(RayState state) {
    List<ResourceDemand> demands = state.constraint();
    if (demands == null || demands.isEmpty()) {
      return List.of(" (none)");
    }
    return demands.stream()
        .map(demand ->
            " %s: %d from request_resources()"
                .formatted(PythonText.dict(demand.bundle().amounts()), demand.count()))
        .toList();
  }

  /// Tasks and actors, then placement groups.
  public static List<String> pending(RayState state) {
    List<String> lines = new ArrayList<>(tasks(state.demands()));
    lines.addAll(gangs(state.gangs()));
    return lines.isEmpty() ? List.of(" (no resource demands)") : lines;
  }

  private static List<String> tasks(List<ResourceDemand> demands) {
    Map<String, Counts> counts = new LinkedHashMap<>();
    for (ResourceDemand demand : demands) {
      Map<String, Double> plain = new TreeMap<>();
      boolean isInGroup = false;
      for (Map.Entry<String, Double> amount : demand.bundle().amounts().entrySet()) {
        Optional<GroupResource> group = GroupResource.parse(amount.getKey());
        isInGroup |= group.isPresent();
        plain.put(group.map(GroupResource::base).orElse(amount.getKey()), amount.getValue());
      }
      if (isInGroup) {
        plain.remove("bundle");
      }
      if (!plain.isEmpty()) {
        counts.merge(
            PythonText.dict(plain),
            new Counts(demand.count(), isInGroup ? demand.count() : 0),
            (one, other) -> new Counts(one.all() + other.all(), one.inGroups() + other.inGroups()));
      }
    }
    return counts.entrySet().stream().map(DemandLines::task).toList();
  }

  private static String task(Map.Entry<String, Counts> entry) {
    Counts counts = entry.getValue();
    String line = " %s: %d+ pending tasks/actors".formatted(entry.getKey(), counts.all());
    return counts.inGroups() == 0
        ? line
        : line + " (%d+ using placement groups)".formatted(counts.inGroups());
  }

  private record Gangs(String bundles, String strategy, int count) {}

  /// Groups of one strategy and state are one line with the bundles of the last of them, as in Ray.
  private static List<String> gangs(List<GangDemand> gangs) {
    Map<String, Gangs> byStrategy = new LinkedHashMap<>();
    for (GangDemand gang : gangs) {
      Matcher details = GANG.matcher(gang.details());
      String strategy = details.matches() ? details.group(2) : "None";
      String key = details.matches() ? strategy + "|" + details.group(3) : "";
      Gangs before = byStrategy.get(key);
      byStrategy.put(key, new Gangs(bundles(gang), strategy, count(before) + 1));
    }
    return byStrategy.values().stream()
        .map(one ->
            " %s (%s): %d+ pending placement groups"
                .formatted(one.bundles(), one.strategy(), one.count()))
        .toList();
  }

  private static int count(@Nullable Gangs before) {
    return before == null ? 0 : before.count();
  }

  private static String bundles(GangDemand gang) {
    Map<Map<String, Double>, Integer> counts = new LinkedHashMap<>();
    for (ResourceRequest request : gang.requests()) {
      counts.merge(request.bundle().amounts(), 1, Integer::sum);
    }
    return counts.entrySet().stream()
        .map(entry -> "%s * %d".formatted(PythonText.dict(entry.getKey()), entry.getValue()))
        .collect(Collectors.joining(", "));
  }
}
