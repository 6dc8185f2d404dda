package dev.raydeck.desktop.palette;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One thing a person may do, verb first. `keys` is its shortcut as it is shown, empty for none.
/// `whyNot` says why it can not be done now, null where it can: it stays in the list. `also` is
/// found too and not shown: the same in the language of the field's words, empty where it is shown
/// in that.
public record Command(
    String icon,
    String title,
    String place,
    String keys,
    @Nullable String whyNot,
    Runnable act,
    String also) {
  private static final int NONE = Integer.MAX_VALUE;

  public static Command of(
      String icon, String title, String place, String keys, @Nullable String whyNot, Runnable act) {
    return new Command(icon, title, place, keys, whyNot, act, "");
  }

  /// To be found by what `other` says as well.
  public Command foundAs(Command other) {
    return new Command(icon, title, place, keys, whyNot, act, other.text());
  }

  private String text() {
    return title + " " + place;
  }

  public boolean isPossible() {
    return whyNot == null;
  }

  /// How well typed words fit, the smaller the better; negative where they do not. Each word must
  /// be found; the beginning of a title fits best, then the beginning of a word in it.
  int fit(String typed) {
    String shown = text().toLowerCase(Locale.ROOT);
    String hidden = also.toLowerCase(Locale.ROOT);
    int fit = 0;
    for (String word : typed.toLowerCase(Locale.ROOT).strip().split("\\s+", -1)) {
      int best = Math.min(fit(word, shown), fit(word, hidden));
      if (best == NONE) {
        return -1;
      }
      fit += best;
    }
    return isPossible() ? fit : fit + 10;
  }

  private static int fit(String word, String text) {
    int at = text.indexOf(word);
    if (at <= 0) {
      return at < 0 ? NONE : 0;
    }
    return Character.isLetterOrDigit(text.charAt(at - 1)) ? 2 : 1;
  }
}
