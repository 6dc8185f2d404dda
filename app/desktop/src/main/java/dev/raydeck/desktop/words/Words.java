package dev.raydeck.desktop.words;

import java.text.MessageFormat;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/// The messages of one language, `resources/i18n`. A missing key is our fault and throws.
///
/// `[[` and `]]` in a message set a strong part; [Mark] sets names and culprits inside arguments.
public final class Words {
  private static final String BUNDLE = "i18n.messages";

  private final Language language;
  private final ResourceBundle bundle;
  private final ConcurrentMap<String, MessageFormat> formats = new ConcurrentHashMap<>();

  public Words(Language language) {
    this.language = language;
    this.bundle =
        ResourceBundle.getBundle(
            BUNDLE,
            language == Language.ENGLISH ? java.util.Locale.ROOT : language.locale(),
            Control.getNoFallbackControl(Control.FORMAT_PROPERTIES));
  }

  public Language language() {
    return language;
  }

  /// For FXML's `%key`.
  public ResourceBundle bundle() {
    return bundle;
  }

  /// The message as marked text: [Sentence#of] reads the marks.
  public String say(String key, Object... args) {
    MessageFormat format = formats.computeIfAbsent(key, this::format);
    synchronized (format) {
      return format.format(args);
    }
  }

  public Sentence sentence(String key, Object... args) {
    return Sentence.of(say(key, args));
  }

  /// The message without marks.
  public String plain(String key, Object... args) {
    return sentence(key, args).plain();
  }

  private MessageFormat format(String key) {
    return new MessageFormat(Mark.strongParts(bundle.getString(key)), language.locale());
  }
}
