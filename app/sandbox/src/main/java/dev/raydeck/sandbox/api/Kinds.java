package dev.raydeck.sandbox.api;

import java.util.List;
import java.util.Optional;

/// The kinds the sandbox stores.
public final class Kinds {
  public static final Kind NAMESPACES = new Kind("", "v1", "namespaces", "Namespace", false);
  public static final Kind NODES = new Kind("", "v1", "nodes", "Node", false);
  public static final Kind PODS = new Kind("", "v1", "pods", "Pod", true);
  public static final Kind CONFIG_MAPS = new Kind("", "v1", "configmaps", "ConfigMap", true);
  public static final Kind EVENTS = new Kind("", "v1", "events", "Event", true);
  public static final Kind SERVICES = new Kind("", "v1", "services", "Service", true);
  public static final Kind ENDPOINTS = new Kind("", "v1", "endpoints", "Endpoints", true);
  public static final Kind SERVICE_ACCOUNTS =
      new Kind("", "v1", "serviceaccounts", "ServiceAccount", true);
  public static final Kind SECRETS = new Kind("", "v1", "secrets", "Secret", true);
  public static final Kind RESOURCE_QUOTAS =
      new Kind("", "v1", "resourcequotas", "ResourceQuota", true);
  public static final Kind LIMIT_RANGES = new Kind("", "v1", "limitranges", "LimitRange", true);
  public static final Kind PERSISTENT_VOLUME_CLAIMS =
      new Kind("", "v1", "persistentvolumeclaims", "PersistentVolumeClaim", true);
  public static final Kind DEPLOYMENTS = new Kind("apps", "v1", "deployments", "Deployment", true);
  public static final Kind REPLICA_SETS = new Kind("apps", "v1", "replicasets", "ReplicaSet", true);
  public static final Kind JOBS = new Kind("batch", "v1", "jobs", "Job", true);
  public static final Kind LEASES = new Kind("coordination.k8s.io", "v1", "leases", "Lease", true);
  public static final Kind ROLES =
      new Kind("rbac.authorization.k8s.io", "v1", "roles", "Role", true);
  public static final Kind ROLE_BINDINGS =
      new Kind("rbac.authorization.k8s.io", "v1", "rolebindings", "RoleBinding", true);
  public static final Kind CLUSTER_ROLES =
      new Kind("rbac.authorization.k8s.io", "v1", "clusterroles", "ClusterRole", false);
  public static final Kind CLUSTER_ROLE_BINDINGS =
      new Kind(
          "rbac.authorization.k8s.io", "v1", "clusterrolebindings", "ClusterRoleBinding", false);
  public static final Kind CUSTOM_RESOURCE_DEFINITIONS =
      new Kind(
          "apiextensions.k8s.io",
          "v1",
          "customresourcedefinitions",
          "CustomResourceDefinition",
          false);
  public static final Kind RAY_CLUSTERS =
      new Kind("ray.io", "v1", "rayclusters", "RayCluster", true);

  private static final List<Kind> ALL =
      List.of(
          CONFIG_MAPS,
          ENDPOINTS,
          EVENTS,
          LIMIT_RANGES,
          NAMESPACES,
          NODES,
          PERSISTENT_VOLUME_CLAIMS,
          PODS,
          RESOURCE_QUOTAS,
          SECRETS,
          SERVICE_ACCOUNTS,
          SERVICES,
          DEPLOYMENTS,
          REPLICA_SETS,
          JOBS,
          LEASES,
          CLUSTER_ROLE_BINDINGS,
          CLUSTER_ROLES,
          ROLE_BINDINGS,
          ROLES,
          CUSTOM_RESOURCE_DEFINITIONS,
          RAY_CLUSTERS);

  private Kinds() {}

  /// Every stored kind, core group first, in discovery order.
  public static List<Kind> all() {
    return ALL;
  }

  /// The kind an object names itself with, if the sandbox stores it.
  public static Optional<Kind> of(String apiVersion, String kind) {
    return ALL.stream()
        .filter(k -> k.kind().equals(kind) && k.apiVersion().equals(apiVersion))
        .findFirst();
  }

  /// The kind behind `/apis/<group>/<version>/<plural>`.
  public static Optional<Kind> ofResource(String group, String version, String plural) {
    return ALL.stream()
        .filter(k -> k.plural().equals(plural) && k.group().equals(group))
        .filter(k -> k.version().equals(version))
        .findFirst();
  }
}
