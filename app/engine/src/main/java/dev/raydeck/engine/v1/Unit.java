package dev.raydeck.engine.v1;

import dev.raydeck.model.ResourceBundle;
import dev.raydeck.model.ResourceRequest;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// One request to place; `gang` is the index of its placement group, or -1. A STRICT_PACK group is
/// one unit of all its bundles, `bundles` says how many.
record Unit(ResourceRequest request, int gang, int bundles) {
  private static final Comparator<Map.Entry<String, Double>> BY_ENTRY =
      Map.Entry.<String, Double>comparingByKey().thenComparing(Map.Entry.comparingByValue());

  /// Many resources first, then large amounts, then by name (ray: get_bin_pack_residual).
  static final Comparator<Unit> HEAVY_FIRST = (one, other) -> compare(other.bundle(), one.bundle());

  static Unit of(ResourceRequest request) {
    return new Unit(request, -1, 1);
  }

  ResourceBundle bundle() {
    return request.bundle();
  }

  private static int compare(ResourceBundle one, ResourceBundle other) {
    int order = Integer.compare(one.amounts().size(), other.amounts().size());
    if (order == 0) {
      order = Double.compare(sum(one), sum(other));
    }
    return order == 0 ? compareEntries(sorted(one), sorted(other)) : order;
  }

  private static int compareEntries(
      List<Map.Entry<String, Double>> ones, List<Map.Entry<String, Double>> others) {
    for (int i = 0; i < ones.size(); i++) {
      int order = BY_ENTRY.compare(ones.get(i), others.get(i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  private static double sum(ResourceBundle bundle) {
    double sum = 0;
    for (double amount : bundle.amounts().values()) {
      sum += amount;
    }
    return sum;
  }

  private static List<Map.Entry<String, Double>> sorted(ResourceBundle bundle) {
    return bundle.amounts().entrySet().stream().sorted(BY_ENTRY).toList();
  }
}
