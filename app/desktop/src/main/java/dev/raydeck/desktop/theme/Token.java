package dev.raydeck.desktop.theme;

import java.util.Locale;

/// The colour tokens, each with its dark and its light value. `app.css` declares the same ones.
public enum Token {
  BG0("#0B0E13", "#E9ECF1"),
  BG1("#10141B", "#F5F6F8"),
  BG2("#171C25", "#FFFFFF"),
  BG3("#1F2631", "#EFF1F5"),
  BG4("#2A3342", "#DFE4EC"),
  LINE("#252D39", "#DDE2E9"),
  LINE2("#3B4657", "#B4BDCA"),
  T1("#E8ECF2", "#151A21"),
  T2("#B4BDCA", "#424D5C"),
  T3("#95A0B0", "#5B6675"),
  ACCENT("#A3B4FF", "#3A4BC4"),
  ACCENT_FILL("#5567DE", "#4355CF"),
  ON_ACCENT("#FFFFFF", "#FFFFFF"),
  ACCENT_TINT("#1E2542", "#E6E9FB"),
  OK_TINT("#17291F", "#E5F4ED"),
  WARN_TINT("#2C281B", "#FBF4DC"),
  DANGER_TINT("#33201F", "#FCEBE9"),
  HOLD_TINT("#2C1C28", "#FBE9F2"),
  PENDING("#F2E6A0", "#F0D236"),
  PENDING_T("#F2E6A0", "#6F5600"),
  STARTING("#7FD2F9", "#79B9EA"),
  STARTING_T("#7FD2F9", "#0B639C"),
  BUSY("#3A6FC8", "#2D72C6"),
  BUSY_T("#86B4F5", "#215C9C"),
  IDLE("#2FBE8C", "#118163"),
  IDLE_T("#52D0A4", "#0A6B50"),
  MARKED("#FAB04A", "#DE8C22"),
  MARKED_T("#FBB95F", "#8F4B00"),
  TERMINATING("#9F6150", "#8A4A3C"),
  TERMINATING_T("#CF9585", "#7C3F32"),
  FAILED("#FF5A3C", "#D2231C"),
  FAILED_T("#FF8670", "#B3241C"),
  UNKNOWN("#7E8794", "#838DA0"),
  UNKNOWN_T("#9DA7B5", "#5B6675"),
  HOLD("#F97FC0", "#CC3C84"),
  HOLD_T("#FA9BCD", "#A02668"),
  PASS("#6FBF9C", "#1A6B4C");

  private final String dark;
  private final String light;

  Token(String dark, String light) {
    this.dark = dark;
    this.light = light;
  }

  public String hex(Theme theme) {
    return theme == Theme.DARK ? dark : light;
  }

  /// The looked-up colour that stands for this token in CSS.
  public String cssName() {
    return "-rd-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
