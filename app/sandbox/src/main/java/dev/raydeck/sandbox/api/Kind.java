package dev.raydeck.sandbox.api;

/// One kind of object as the API names it.
///
/// @param group empty for the core group
/// @param plural the resource in URLs, such as `pods`
/// @param kind the word in `kind:`, such as `Pod`
public record Kind(String group, String version, String plural, String kind, boolean namespaced) {
  /// `v1` or `group/version`, as in `apiVersion:`.
  public String apiVersion() {
    return group.isEmpty() ? version : group + "/" + version;
  }

  /// `pods` or `rayclusters.ray.io`: how error messages name the resource.
  public String qualifiedPlural() {
    return group.isEmpty() ? plural : plural + "." + group;
  }
}
