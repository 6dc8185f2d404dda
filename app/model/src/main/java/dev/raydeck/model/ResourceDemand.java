package dev.raydeck.model;

/// Equal requests and how many of them wait (ray: ResourceRequestByCount).
public record ResourceDemand(ResourceRequest request, int count) {
  public static ResourceDemand of(ResourceBundle bundle, int count) {
    return new ResourceDemand(ResourceRequest.of(bundle), count);
  }

  public ResourceBundle bundle() {
    return request.bundle();
  }
}
