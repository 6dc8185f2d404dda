package dev.raydeck.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Named logical amounts: what a task, actor or placement-group bundle asks for, or what a node
/// offers.
///
/// Keys keep the order they came in, because Ray adds doubles in some order and equal input must
/// give equal output. `CPU` and `GPU` count units, `memory` and `object_store_memory` bytes.
public record ResourceBundle(Map<String, Double> amounts) {
  public static final ResourceBundle EMPTY = new ResourceBundle(Map.of());

  public ResourceBundle {
    amounts = Collections.unmodifiableMap(new LinkedHashMap<>(amounts));
  }

  public static ResourceBundle of(String name, double amount) {
    return new ResourceBundle(Map.of(name, amount));
  }

  public static ResourceBundle of(String name, double amount, String other, double otherAmount) {
    Map<String, Double> amounts = new LinkedHashMap<>();
    amounts.put(name, amount);
    amounts.put(other, otherAmount);
    return new ResourceBundle(amounts);
  }

  /// The amount of a resource; 0 where it is not listed, as Ray reads it.
  public double amount(String name) {
    return amounts.getOrDefault(name, 0.0);
  }

  /// Written out: what the compiler would add is set up at its first call, which takes milliseconds
  /// of a young process.
  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || (other instanceof ResourceBundle bundle && amounts.equals(bundle.amounts));
  }

  @Override
  public int hashCode() {
    return amounts.hashCode();
  }

  public boolean isEmpty() {
    return amounts.isEmpty();
  }
}
