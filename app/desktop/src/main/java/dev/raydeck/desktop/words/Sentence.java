package dev.raydeck.desktop.words;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// A text with inked parts, ready for a text flow, and plain for readers, copies and status lines.
public record Sentence(List<Span> spans) {
  public static final Sentence EMPTY = new Sentence(List.of());

  public Sentence {
    spans = List.copyOf(spans);
  }

  /// One run of equal look.
  public record Span(String text, Ink ink) {}

  public enum Ink {
    PLAIN,
    NAME,
    HOLD,
    STRONG
  }

  /// Reads marked text.
  public static Sentence of(String marked) {
    List<Span> spans = new ArrayList<>();
    StringBuilder run = new StringBuilder();
    List<Ink> open = new ArrayList<>(List.of(Ink.PLAIN));
    for (int i = 0; i < marked.length(); i++) {
      char c = marked.charAt(i);
      if (c >= Mark.NAME && c <= Mark.END) {
        close(spans, run, open.getLast());
        if (c != Mark.END) {
          open.add(ink(c));
        } else if (open.size() > 1) {
          open.removeLast();
        }
      } else {
        run.append(c);
      }
    }
    close(spans, run, open.getLast());
    return new Sentence(spans);
  }

  private static Ink ink(char mark) {
    return switch (mark) {
      case Mark.NAME -> Ink.NAME;
      case Mark.HOLD -> Ink.HOLD;
      default -> Ink.STRONG;
    };
  }

  private static void close(List<Span> spans, StringBuilder run, Ink ink) {
    if (!run.isEmpty()) {
      spans.add(new Span(run.toString(), ink));
      run.setLength(0);
    }
  }

  /// This sentence and, after a space, the next.
  public Sentence then(Sentence next) {
    List<Span> both = new ArrayList<>(spans);
    both.add(new Span(" ", Ink.PLAIN));
    both.addAll(next.spans);
    return new Sentence(both);
  }

  public String plain() {
    return spans.stream().map(Span::text).collect(Collectors.joining());
  }
}
