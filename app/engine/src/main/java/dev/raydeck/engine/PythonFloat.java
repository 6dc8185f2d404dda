package dev.raydeck.engine;

import java.math.BigDecimal;

/// Writes doubles as Python's `repr` does: the shortest digits that read back, `.0` for whole
/// numbers, exponents from 1e16 up and below 1e-4.
public final class PythonFloat {
  private PythonFloat() {}

  public static String text(double value) {
    if (Double.isNaN(value)) {
      return "nan";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "inf" : "-inf";
    }
    if (value == 0) {
      return 1 / value < 0 ? "-0.0" : "0.0";
    }
    BigDecimal digits = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    int exponent = digits.precision() - digits.scale() - 1;
    if (exponent < -4 || exponent >= 16) {
      return scientific(digits, exponent);
    }
    String plain = digits.toPlainString();
    return plain.contains(".") ? plain : plain + ".0";
  }

  private static String scientific(BigDecimal digits, int exponent) {
    String all = digits.unscaledValue().abs().toString();
    String mantissa = all.length() == 1 ? all : all.charAt(0) + "." + all.substring(1);
    String sign = digits.signum() < 0 ? "-" : "";
    return "%s%se%s%02d".formatted(sign, mantissa, exponent < 0 ? "-" : "+", Math.abs(exponent));
  }
}
