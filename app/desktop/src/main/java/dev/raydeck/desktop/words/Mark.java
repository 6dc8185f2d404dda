package dev.raydeck.desktop.words;

/// Marks parts of a text for their look. Private-use characters serve as marks and are removed from
/// what the cluster says, so a name can never carry one.
public final class Mark {
  static final char NAME = '\uE000';
  static final char HOLD = '\uE001';
  static final char STRONG = '\uE002';
  static final char END = '\uE00F';

  private Mark() {}

  /// A name from the cluster: set in mono.
  public static String name(String text) {
    return NAME + clean(text) + END;
  }

  /// What holds: the one colour that means *because*.
  public static String hold(String text) {
    return HOLD + clean(text) + END;
  }

  public static String strong(String text) {
    return STRONG + clean(text) + END;
  }

  static String strongParts(String pattern) {
    return pattern.replace("[[", String.valueOf(STRONG)).replace("]]", String.valueOf(END));
  }

  private static String clean(String text) {
    return text.chars().anyMatch(c -> c >= NAME && c <= END)
        ? text.replaceAll("[\uE000-\uE00F]", "")
        : text;
  }
}
