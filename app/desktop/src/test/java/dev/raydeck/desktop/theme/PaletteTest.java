package dev.raydeck.desktop.theme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javafx.scene.paint.Color;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Holds the style sheet, the canvases' palette and the promises about contrast together.
class PaletteTest {
  private static final List<Token> GROUNDS =
      List.of(Token.BG0, Token.BG1, Token.BG2, Token.BG3, Token.BG4, Token.ACCENT_TINT);
  private static final List<Token> STATES =
      List.of(
          Token.PENDING,
          Token.STARTING,
          Token.BUSY,
          Token.IDLE,
          Token.MARKED,
          Token.TERMINATING,
          Token.FAILED,
          Token.UNKNOWN,
          Token.HOLD);

  @ParameterizedTest
  @EnumSource(Theme.class)
  void theStyleSheetDeclaresExactlyTheTokens(Theme theme) throws IOException {
    Map<String, String> declared = declared(theme);
    Map<String, String> tokens = new LinkedHashMap<>();
    for (Token token : Token.values()) {
      tokens.put(token.cssName(), token.hex(theme));
    }
    assertThat(declared).containsExactlyInAnyOrderEntriesOf(tokens);
  }

  private static Map<String, String> declared(Theme theme) throws IOException {
    String css;
    try (InputStream in = PaletteTest.class.getResourceAsStream("/theme/app.css")) {
      css = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
    String block =
        switch (theme) {
          case LIGHT -> ".root {";
          case DARK -> ".root:dark {";
          case CONTRAST -> ".root:contrast {";
        };
    int from = css.indexOf(block);
    Matcher matcher =
        Pattern.compile("(-rd-[a-z0-9-]+):\\s*(#[0-9A-F]{6})")
            .matcher(css.substring(from, css.indexOf('}', from)));
    Map<String, String> found = new LinkedHashMap<>();
    while (matcher.find()) {
      found.put(matcher.group(1), matcher.group(2));
    }
    return found;
  }

  /// WCAG 2.x: AA, and AAA where high contrast is asked for.
  private static double least(Theme theme) {
    return theme == Theme.CONTRAST ? 7 : 4.5;
  }

  @ParameterizedTest
  @EnumSource(Theme.class)
  void everyTextReadsOnEveryGround(Theme theme) {
    Palette palette = Palette.forTheme(theme);
    List<String> weak = new ArrayList<>();
    Stream.of(Token.values())
        .filter(token -> token.name().matches("T[123]|ACCENT|PASS|.*_T"))
        .forEach(text ->
            GROUNDS.forEach(ground -> {
              double ratio = contrast(palette.color(text), palette.color(ground));
              if (ratio < least(theme)) {
                weak.add(text + " on " + ground + " " + ratio);
              }
            }));
    assertThat(weak).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Theme.class)
  void theTextOfButtonsAndTintsReads(Theme theme) {
    Palette palette = Palette.forTheme(theme);
    assertThat(contrast(palette.color(Token.ON_ACCENT), palette.color(Token.ACCENT_FILL)))
        .isGreaterThan(least(theme));
    assertThat(contrast(palette.color(Token.HOLD_T), palette.color(Token.HOLD_TINT)))
        .isGreaterThan(least(theme));
    assertThat(contrast(palette.color(Token.PASS), palette.color(Token.OK_TINT)))
        .isGreaterThan(least(theme));
    assertThat(contrast(palette.color(Token.PENDING_T), palette.color(Token.WARN_TINT)))
        .isGreaterThan(least(theme));
    assertThat(contrast(palette.color(Token.FAILED_T), palette.color(Token.DANGER_TINT)))
        .isGreaterThan(least(theme));
  }

  /// A fill too faint for its ground is edged in the state's text colour.
  @ParameterizedTest
  @EnumSource(Theme.class)
  void everyStateStandsOutFromItsGround(Theme theme) {
    Palette palette = Palette.forTheme(theme);
    for (Token state : STATES) {
      for (Token ground : List.of(Token.BG1, Token.BG2)) {
        double fill = contrast(palette.color(state), palette.color(ground));
        double edge = contrast(palette.color(Token.valueOf(state + "_T")), palette.color(ground));
        assertThat(Math.max(fill, edge)).as(state + " on " + ground).isGreaterThanOrEqualTo(3);
      }
    }
  }

  /// Edges of controls and between surfaces are seen without the ground's help.
  @Test
  void highContrastDrawsItsEdges() {
    for (Token ground : List.of(Token.BG0, Token.BG1, Token.BG2, Token.BG3)) {
      assertThat(contrast(Palette.CONTRAST.color(Token.LINE), Palette.CONTRAST.color(ground)))
          .as("line on " + ground)
          .isGreaterThan(4.5);
    }
  }

  private static double contrast(Color one, Color other) {
    double a = luminance(one);
    double b = luminance(other);
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  }

  private static double luminance(Color color) {
    return 0.2126 * linear(color.getRed())
        + 0.7152 * linear(color.getGreen())
        + 0.0722 * linear(color.getBlue());
  }

  private static double linear(double channel) {
    return channel <= 0.04045 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4);
  }

  /// Machado, Oliveira, Fernandes 2009, full severity, on linear RGB.
  @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable
  private enum Sight {
    NORMAL(1.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0),
    PROTAN(
        0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116,
        1.051998),
    DEUTAN(
        0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881),
    TRITAN(
        1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367,
        0.303900);

    private final List<Double> matrix;

    Sight(Double... matrix) {
      this.matrix = List.of(matrix);
    }

    double[] see(Color color) {
      double[] rgb = {linear(color.getRed()), linear(color.getGreen()), linear(color.getBlue())};
      double[] seen = new double[3];
      for (int row = 0; row < 3; row++) {
        for (int column = 0; column < 3; column++) {
          seen[row] += matrix.get(row * 3 + column) * rgb[column];
        }
        seen[row] = Math.clamp(seen[row], 0, 1);
      }
      return seen;
    }
  }

  @Test
  void statesStayApartForEveryEye() {
    List<String> close = new ArrayList<>();
    for (Theme theme : Theme.values()) {
      for (Sight sight : Sight.values()) {
        for (int i = 0; i < STATES.size(); i++) {
          for (int j = i + 1; j < STATES.size(); j++) {
            double[] one = lab(sight.see(Palette.forTheme(theme).color(STATES.get(i))));
            double[] other = lab(sight.see(Palette.forTheme(theme).color(STATES.get(j))));
            double distance = ciede2000(one, other);
            if (distance < 8.9) {
              close.add(
                  theme + " " + sight + " " + STATES.get(i) + " " + STATES.get(j) + " " + distance);
            }
          }
        }
      }
    }
    assertThat(close).isEmpty();
  }

  private static double[] lab(double[] rgb) {
    double x = (0.4124564 * rgb[0] + 0.3575761 * rgb[1] + 0.1804375 * rgb[2]) / 0.95047;
    double y = 0.2126729 * rgb[0] + 0.7151522 * rgb[1] + 0.0721750 * rgb[2];
    double z = (0.0193339 * rgb[0] + 0.1191920 * rgb[1] + 0.9503041 * rgb[2]) / 1.08883;
    return new double[] {116 * f(y) - 16, 500 * (f(x) - f(y)), 200 * (f(y) - f(z))};
  }

  private static double f(double t) {
    return t > 216.0 / 24_389 ? Math.cbrt(t) : (24_389.0 / 27 * t + 16) / 116;
  }

  private static double ciede2000(double[] one, double[] other) {
    double c1 = Math.hypot(one[1], one[2]);
    double c2 = Math.hypot(other[1], other[2]);
    double mean7 = Math.pow((c1 + c2) / 2, 7);
    double g = 0.5 * (1 - Math.sqrt(mean7 / (mean7 + Math.pow(25, 7))));
    double a1 = one[1] * (1 + g);
    double a2 = other[1] * (1 + g);
    double cp1 = Math.hypot(a1, one[2]);
    double cp2 = Math.hypot(a2, other[2]);
    double h1 = (Math.toDegrees(Math.atan2(one[2], a1)) + 360) % 360;
    double h2 = (Math.toDegrees(Math.atan2(other[2], a2)) + 360) % 360;
    double dh = cp1 * cp2 == 0 ? 0 : ((h2 - h1 + 540) % 360 + 360) % 360 - 180;
    double dl = other[0] - one[0];
    double dc = cp2 - cp1;
    double dH = 2 * Math.sqrt(cp1 * cp2) * Math.sin(Math.toRadians(dh / 2));
    double l = (one[0] + other[0]) / 2;
    double c = (cp1 + cp2) / 2;
    double h = cp1 * cp2 == 0 ? h1 + h2 : h1 + dh / 2;
    double t =
        1
            - 0.17 * Math.cos(Math.toRadians(h - 30))
            + 0.24 * Math.cos(Math.toRadians(2 * h))
            + 0.32 * Math.cos(Math.toRadians(3 * h + 6))
            - 0.20 * Math.cos(Math.toRadians(4 * h - 63));
    double hh = (h % 360 + 360) % 360;
    double rotation = 30 * Math.exp(-Math.pow((hh - 275) / 25, 2));
    double c7 = Math.pow(c, 7);
    double rc = 2 * Math.sqrt(c7 / (c7 + Math.pow(25, 7)));
    double sl = 1 + 0.015 * Math.pow(l - 50, 2) / Math.sqrt(20 + Math.pow(l - 50, 2));
    double sc = 1 + 0.045 * c;
    double sh = 1 + 0.015 * c * t;
    double rt = -Math.sin(Math.toRadians(2 * rotation)) * rc;
    return Math.sqrt(
        Math.pow(dl / sl, 2)
            + Math.pow(dc / sc, 2)
            + Math.pow(dH / sh, 2)
            + rt * (dc / sc) * (dH / sh));
  }
}
