package dev.raydeck.sandbox.api;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;

/// An amount as Kubernetes writes it. A sum keeps the way of writing of its first amount that is
/// not zero.
///
/// @param isBinary written with Ki, Mi, Gi rather than k, M, G
public record Quantity(BigDecimal value, boolean isBinary) {
  public static final Quantity ZERO = new Quantity(BigDecimal.ZERO, false);

  private static final List<String> BINARY = List.of("", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei");
  private static final List<String> DECIMAL = List.of("", "k", "M", "G", "T", "P", "E");
  private static final Map<String, BigDecimal> SMALL =
      Map.of("n", new BigDecimal("1e-9"), "u", new BigDecimal("1e-6"), "m", new BigDecimal("1e-3"));
  private static final BigDecimal KIBI = BigDecimal.valueOf(1024);
  private static final BigDecimal KILO = BigDecimal.valueOf(1000);

  /// Reads an amount such as `500m` or `2Gi`.
  ///
  /// @throws NumberFormatException when it is no quantity
  public static Quantity parse(String text) {
    int end = text.length();
    while (end > 0 && Character.isLetter(text.charAt(end - 1))) {
      end--;
    }
    String suffix = text.substring(end);
    if (suffix.equals("e") || (suffix.equals("E") && end == 0)) {
      throw new NumberFormatException(text);
    }
    BigDecimal number = new BigDecimal(text.substring(0, end));
    if (SMALL.containsKey(suffix)) {
      return new Quantity(number.multiply(SMALL.getOrDefault(suffix, BigDecimal.ONE)), false);
    }
    boolean isBinary = suffix.endsWith("i");
    int power = (isBinary ? BINARY : DECIMAL).indexOf(suffix);
    if (power < 0) {
      throw new NumberFormatException(text);
    }
    return new Quantity(number.multiply((isBinary ? KIBI : KILO).pow(power)), isBinary);
  }

  public Quantity plus(Quantity other) {
    boolean isFirst = value.signum() == 0;
    return new Quantity(value.add(other.value), isFirst ? other.isBinary : isBinary);
  }

  public Quantity times(long factor) {
    return new Quantity(value.multiply(BigDecimal.valueOf(factor)), isBinary);
  }

  /// Rounded up to a whole number, as `ray start` takes CPUs and bytes.
  public long ceiling() {
    return value.setScale(0, RoundingMode.CEILING).longValue();
  }

  /// With the largest suffix that leaves a whole number.
  public String text() {
    if (value.signum() == 0) {
      return "0";
    }
    if (value.stripTrailingZeros().scale() > 0) {
      return value.multiply(KILO).setScale(0, RoundingMode.CEILING).toPlainString() + "m";
    }
    BigDecimal unit = isBinary ? KIBI : KILO;
    BigDecimal left = value;
    int power = 0;
    while (power < BINARY.size() - 1 && left.remainder(unit).signum() == 0) {
      left = left.divide(unit);
      power++;
    }
    return left.setScale(0, RoundingMode.UNNECESSARY).toPlainString()
        + (isBinary ? BINARY : DECIMAL).get(power);
  }
}
