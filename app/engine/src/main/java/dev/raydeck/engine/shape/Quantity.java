package dev.raydeck.engine.shape;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Optional;

/// A Kubernetes quantity as Ray reads it (ray: autoscaler/_private/kuberay/utils.py): exact, then
/// rounded up, away from zero, to a whole number.
public final class Quantity {
  private static final Map<String, BigDecimal> FACTORS =
      Map.ofEntries(
          Map.entry("n", new BigDecimal("1e-9")),
          Map.entry("u", new BigDecimal("1e-6")),
          Map.entry("m", new BigDecimal("1e-3")),
          Map.entry("k", power(1000, 1)),
          Map.entry("K", power(1000, 1)),
          Map.entry("M", power(1000, 2)),
          Map.entry("G", power(1000, 3)),
          Map.entry("T", power(1000, 4)),
          Map.entry("P", power(1000, 5)),
          Map.entry("E", power(1000, 6)),
          Map.entry("Ki", power(1024, 1)),
          Map.entry("Mi", power(1024, 2)),
          Map.entry("Gi", power(1024, 3)),
          Map.entry("Ti", power(1024, 4)),
          Map.entry("Pi", power(1024, 5)),
          Map.entry("Ei", power(1024, 6)));

  /// Beyond this an exponent is no quantity but an attempt to fill the memory.
  private static final int MAX_EXPONENT = 400;

  private Quantity() {}

  private static BigDecimal power(int base, int exponent) {
    return BigDecimal.valueOf(base).pow(exponent);
  }

  /// The exact amount, or empty where Ray would fail on the text.
  public static Optional<BigDecimal> exact(String text) {
    String suffix = suffixOf(text);
    String number = text.substring(0, text.length() - suffix.length());
    if (number.isEmpty() || !number.matches("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,4})?")) {
      return Optional.empty();
    }
    BigDecimal value = new BigDecimal(number);
    if (Math.abs(value.scale()) > MAX_EXPONENT) {
      return Optional.empty();
    }
    BigDecimal factor = FACTORS.get(suffix);
    return Optional.of(factor == null ? value : value.multiply(factor));
  }

  /// The whole number Ray uses.
  public static Optional<Double> rounded(String text) {
    return exact(text).map(Quantity::roundUp);
  }

  private static double roundUp(BigDecimal exact) {
    return exact.setScale(0, RoundingMode.UP).doubleValue();
  }

  private static String suffixOf(String text) {
    for (int length = 2; length > 0; length--) {
      if (text.length() > length) {
        String end = text.substring(text.length() - length);
        if (FACTORS.containsKey(end)) {
          return end;
        }
      }
    }
    return "";
  }
}
