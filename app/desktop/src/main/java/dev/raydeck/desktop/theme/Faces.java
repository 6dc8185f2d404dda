package dev.raydeck.desktop.theme;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javafx.scene.text.Font;

/// Faces for scripts the bundled fonts lack. Inter falls back to the system's Chinese in its
/// regular weight alone, so what is to be bold names a Chinese face of the system itself: in a
/// sentence its Chinese runs do, and the Latin beside them stays Inter. A label has one face for
/// all.
final class Faces {
  /// macOS, Windows, Linux.
  private static final List<String> CHINESE =
      List.of(
          "PingFang SC",
          "Microsoft YaHei",
          "Noto Sans CJK SC",
          "Noto Sans SC",
          "Source Han Sans SC",
          "WenQuanYi Micro Hei");

  private static final String BOLD =
      """
      .sentence.headline > .chinese, .sentence.panel-title > .chinese,
      .sentence > .ink-strong.chinese, .sentence.quiet > .ink-strong.chinese,
      .sentence > .ink-hold.chinese, .sentence.quiet > .ink-hold.chinese,
      .title, .label.panel-title, .strong, .gate.holding .rule,
      .segments > .toggle-button:selected, .rail-item:selected
        { -fx-font-family: "%s"; -fx-font-weight: bold; }
      """;

  private Faces() {}

  /// A stylesheet that makes bold text of that language bold; empty where Inter does, or where the
  /// system has no face for it. The first look at the system's families takes its time.
  static Optional<String> bold(Locale language) {
    if (!language.getLanguage().equals("zh")) {
      return Optional.empty();
    }
    Set<String> there = new HashSet<>(Font.getFamilies());
    return CHINESE.stream().filter(there::contains).findFirst().map(BOLD::formatted);
  }
}
