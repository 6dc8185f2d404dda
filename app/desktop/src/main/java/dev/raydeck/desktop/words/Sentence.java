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
  public record Span(String text, Ink ink) {
    /// Whether it begins with a Chinese character or mark.
    public boolean isChinese() {
      return !text.isEmpty() && isChinese(text.codePointAt(0));
    }

    /// From the CJK marks on, the full-width forms included; a curly quote is Latin's too.
    private static boolean isChinese(int character) {
      return character >= 0x2E80;
    }

    private void byScript(List<Span> runs) {
      int from = 0;
      for (int at = 1; at <= text.length(); at++) {
        boolean isEnd =
            at == text.length() || isChinese(text.charAt(at)) != isChinese(text.charAt(at - 1));
        if (isEnd) {
          runs.add(new Span(text.substring(from, at), ink));
          from = at;
        }
      }
    }
  }

  /// The spans, parted where Chinese and other letters meet.
  public List<Span> byScript() {
    List<Span> runs = new ArrayList<>();
    spans.forEach(span -> span.byScript(runs));
    return runs;
  }

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
