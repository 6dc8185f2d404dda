package dev.raydeck.desktop.kit;

import dev.raydeck.desktop.words.Sentence;
import java.util.Locale;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

/// Shows a sentence with its inked parts. Setting an equal one again changes nothing.
public final class SentenceView extends TextFlow {
  private Sentence shown = Sentence.EMPTY;

  public SentenceView() {
    getStyleClass().add("sentence");
  }

  public static SentenceView of(Sentence sentence, String... styles) {
    SentenceView view = new SentenceView();
    view.getStyleClass().addAll(styles);
    view.show(sentence);
    return view;
  }

  public void show(Sentence sentence) {
    if (sentence.equals(shown)) {
      return;
    }
    shown = sentence;
    setAccessibleText(sentence.plain());
    if (getChildren().size() == sentence.spans().size()) {
      for (int i = 0; i < getChildren().size(); i++) {
        set((Text) getChildren().get(i), sentence.spans().get(i));
      }
    } else {
      getChildren().setAll(sentence.spans().stream().map(span -> set(new Text(), span)).toList());
    }
  }

  private static Text set(Text text, Sentence.Span span) {
    text.setText(span.text());
    String ink = "ink-" + span.ink().name().toLowerCase(Locale.ROOT);
    if (!text.getStyleClass().equals(java.util.List.of("text", ink))) {
      text.getStyleClass().setAll("text", ink);
    }
    return text;
  }

  public Sentence shown() {
    return shown;
  }
}
