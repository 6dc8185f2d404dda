package dev.raydeck.engine.scheduling;

import dev.raydeck.model.PlacementConstraint;
import dev.raydeck.model.ResourceRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A request in numbers of a [Vocabulary]: amounts in the order of the bundle.
final class Ask {
  final ResourceRequest request;
  final int[] resources;
  final double[] amounts;
  final boolean[] isImplicit;
  final boolean mentionsGpu;

  /// Number of the label alternatives, -1 for none.
  final int selectors;

  /// The label that must not stand on the node yet, and will.
  final @Nullable PlacementConstraint antiAffinity;

  /// Takes nothing and marks nothing: as many fit as there are.
  final boolean isFree;

  private Ask(ResourceRequest request, Vocabulary vocabulary) {
    Map<String, Double> bundle = request.bundle().amounts();
    this.request = request;
    this.resources = new int[bundle.size()];
    this.amounts = new double[bundle.size()];
    this.isImplicit = new boolean[bundle.size()];
    int i = 0;
    boolean takesNothing = true;
    for (Map.Entry<String, Double> entry : bundle.entrySet()) {
      resources[i] = vocabulary.resource(entry.getKey());
      amounts[i] = entry.getValue();
      isImplicit[i] = entry.getKey().startsWith(Vocabulary.IMPLICIT_PREFIX);
      takesNothing &= amounts[i] == 0;
      i++;
    }
    this.mentionsGpu = bundle.containsKey("GPU");
    this.selectors = vocabulary.selectors(request.labelSelectors());
    PlacementConstraint constraint = request.constraint();
    boolean isAnti =
        constraint != null && constraint.kind() == PlacementConstraint.Kind.ANTI_AFFINITY;
    this.antiAffinity = isAnti ? constraint : null;
    this.isFree = takesNothing && !isAnti;
  }

  /// How much it asks of a resource, as far as a node must list that.
  double amount(int resource) {
    for (int i = 0; i < resources.length; i++) {
      if (resources[i] == resource) {
        return isImplicit[i] ? 0 : amounts[i];
      }
    }
    return 0;
  }

  static Ask of(ResourceRequest request, Vocabulary vocabulary) {
    return new Ask(request, vocabulary);
  }
}
