package dev.raydeck.desktop.words;

import dev.raydeck.model.Health;
import dev.raydeck.model.Trouble;
import java.util.Locale;

/// What is wrong with a part of a connection or speaks against driving, in the window's language.
/// Words of whoever refused, an API server or a TLS library, stay as they came.
public final class Troubles {
  private Troubles() {}

  public static String say(Words words, Health health) {
    Trouble trouble = health.trouble();
    return trouble == null ? health.detail() : say(words, trouble);
  }

  public static String say(Words words, Trouble trouble) {
    return trouble.cause() == Trouble.Cause.OTHER
        ? trouble.quoted()
        : words.plain(
            "trouble." + trouble.cause().name().toLowerCase(Locale.ROOT),
            trouble.about().toArray());
  }
}
