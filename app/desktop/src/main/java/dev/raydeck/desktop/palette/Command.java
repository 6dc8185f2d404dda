package dev.raydeck.desktop.palette;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One thing a person may do, verb first. `keys` is its shortcut as it is shown, empty for none.
/// `whyNot` says why it can not be done now, null where it can: it stays in the list.
public record Command(
    String icon, String title, String place, String keys, @Nullable String whyNot, Runnable act) {

  public static Command of(String icon, String title, String place, String keys, Runnable act) {
    return new Command(icon, title, place, keys, null, act);
  }

  public boolean isPossible() {
    return whyNot == null;
  }

  /// How well typed words fit, the smaller the better; negative where they do not. Each word must
  /// be found; the beginning of a title fits best, then the beginning of a word in it.
  int fit(String typed) {
    String all = (title + " " + place).toLowerCase(Locale.ROOT);
    int fit = 0;
    for (String word : typed.toLowerCase(Locale.ROOT).strip().split("\\s+", -1)) {
      int at = all.indexOf(word);
      if (at < 0) {
        return -1;
      }
      boolean isWordStart = at == 0 || !Character.isLetterOrDigit(all.charAt(at - 1));
      fit += word.isEmpty() || at == 0 ? 0 : isWordStart ? 1 : 2;
    }
    return isPossible() ? fit : fit + 10;
  }
}
