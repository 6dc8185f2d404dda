package dev.raydeck.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// The parts of a head or worker group from which Ray reads the shape of a node, as written in the
/// CR: quantities are still text (ray: autoscaler/_private/kuberay/autoscaling_config.py).
///
/// `limits` and `requests` are those of the first container, which is always the Ray container.
public record RayTemplate(
    Map<String, String> resources,
    Map<String, String> labels,
    Map<String, String> rayStartParams,
    Map<String, String> limits,
    Map<String, String> requests,
    Map<String, String> nodeSelector,
    String image) {
  public static final RayTemplate EMPTY =
      new RayTemplate(Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), "");

  public RayTemplate {
    resources = ordered(resources);
    labels = ordered(labels);
    rayStartParams = ordered(rayStartParams);
    limits = ordered(limits);
    requests = ordered(requests);
    nodeSelector = ordered(nodeSelector);
  }

  private static Map<String, String> ordered(Map<String, String> map) {
    return Collections.unmodifiableMap(new LinkedHashMap<>(map));
  }
}
