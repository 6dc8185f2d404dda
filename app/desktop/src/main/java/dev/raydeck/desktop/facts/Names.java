package dev.raydeck.desktop.facts;

import org.jspecify.annotations.Nullable;

/// Short forms of Pod names. The unique end is never cut.
public final class Names {
  /// The cause in an API server's refusal: what follows "forbidden:", else its last line.
  static String refusal(String message) {
    String text = message.strip();
    int cause = text.lastIndexOf("forbidden: ");
    return cause >= 0
        ? text.substring(cause + "forbidden: ".length())
        : text.substring(text.lastIndexOf('\n') + 1);
  }

  private Names() {}

  /// The last segment: `8hxg4` of `raycluster-autoscaler-small-group-worker-8hxg4`.
  public static String end(String name) {
    return segments(name, 1);
  }

  /// The end of a name whose last segment another has too: two more segments.
  static String longEnd(String name) {
    return segments(name, 3);
  }

  /// For a mixed list: `…8hxg4`.
  public static String elided(String name, String end) {
    return end.length() < name.length() ? "…" + end : name;
  }

  /// For a name alone: `…head-6zc2t`.
  public static String alone(String name) {
    return elided(name, segments(name, 2));
  }

  /// A worker's name without what all of its cluster share and what says nothing:
  /// `small-group-…-8hxg4`; null where the name does not hold the group's.
  public static @Nullable String own(String name, String group, String end) {
    int at = group.isEmpty() ? -1 : name.indexOf("-" + group + "-");
    return at < 0 ? null : group + "-…-" + end;
  }

  /// Cuts the middle: `raycl…ler-head-6zc2t`.
  public static String middle(String name, int most) {
    if (name.length() <= most) {
      return name;
    }
    int front = Math.max(1, most / 4);
    return name.substring(0, front) + "…" + name.substring(name.length() - (most - front - 1));
  }

  private static String segments(String name, int count) {
    int at = name.length();
    for (int i = 0; i < count && at > 0; i++) {
      at = name.lastIndexOf('-', at - 1);
    }
    return at <= 0 ? name : name.substring(at + 1);
  }
}
