package dev.raydeck.desktop.theme;

import java.util.Locale;

/// The colour tokens, each with its dark, its light and its high-contrast value. `app.css` declares
/// the same ones.
public enum Token {
  BG0("#0B0E13", "#E9ECF1", "#000000"),
  BG1("#10141B", "#F5F6F8", "#000000"),
  BG2("#171C25", "#FFFFFF", "#0A0C10"),
  BG3("#1F2631", "#EFF1F5", "#14171D"),
  BG4("#2A3342", "#DFE4EC", "#262B34"),
  LINE("#252D39", "#DDE2E9", "#79828F"),
  LINE2("#3B4657", "#B4BDCA", "#B9C1CC"),
  T1("#E8ECF2", "#151A21", "#FFFFFF"),
  T2("#B4BDCA", "#424D5C", "#F1F4F8"),
  T3("#95A0B0", "#5B6675", "#D9DEE6"),
  ACCENT("#A3B4FF", "#3A4BC4", "#C9D3FF"),
  ACCENT_FILL("#5567DE", "#4355CF", "#3343B0"),
  ON_ACCENT("#FFFFFF", "#FFFFFF", "#FFFFFF"),
  ACCENT_TINT("#1E2542", "#E6E9FB", "#141C42"),
  OK_TINT("#17291F", "#E5F4ED", "#0C2417"),
  WARN_TINT("#2C281B", "#FBF4DC", "#2A2310"),
  DANGER_TINT("#33201F", "#FCEBE9", "#35100C"),
  HOLD_TINT("#2C1C28", "#FBE9F2", "#350F26"),
  PENDING("#F2E6A0", "#F0D236", "#F2E6A0"),
  PENDING_T("#F2E6A0", "#6F5600", "#F8EFB8"),
  STARTING("#7FD2F9", "#79B9EA", "#7FD2F9"),
  STARTING_T("#7FD2F9", "#0B639C", "#A6E0FB"),
  BUSY("#3A6FC8", "#2D72C6", "#3A6FC8"),
  BUSY_T("#86B4F5", "#215C9C", "#B5D2FF"),
  IDLE("#2FBE8C", "#118163", "#2FBE8C"),
  IDLE_T("#52D0A4", "#0A6B50", "#74E6C0"),
  MARKED("#FAB04A", "#DE8C22", "#FAB04A"),
  MARKED_T("#FBB95F", "#8F4B00", "#FFCB80"),
  TERMINATING("#9F6150", "#8A4A3C", "#9F6150"),
  TERMINATING_T("#CF9585", "#7C3F32", "#F0C2B4"),
  FAILED("#FF5A3C", "#D2231C", "#FF5A3C"),
  FAILED_T("#FF8670", "#B3241C", "#FFB3A5"),
  UNKNOWN("#7E8794", "#838DA0", "#7E8794"),
  UNKNOWN_T("#9DA7B5", "#5B6675", "#D2D8E0"),
  HOLD("#F97FC0", "#CC3C84", "#F97FC0"),
  HOLD_T("#FA9BCD", "#A02668", "#FFBDE2"),
  PASS("#6FBF9C", "#1A6B4C", "#94E5BF");

  private final String dark;
  private final String light;
  private final String contrast;

  Token(String dark, String light, String contrast) {
    this.dark = dark;
    this.light = light;
    this.contrast = contrast;
  }

  public String hex(Theme theme) {
    return switch (theme) {
      case DARK -> dark;
      case LIGHT -> light;
      case CONTRAST -> contrast;
    };
  }

  /// The looked-up colour that stands for this token in CSS.
  public String cssName() {
    return "-rd-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
