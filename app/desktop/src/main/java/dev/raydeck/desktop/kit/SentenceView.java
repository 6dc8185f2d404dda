package dev.raydeck.desktop.kit;

import dev.raydeck.desktop.words.Sentence;
import java.util.List;
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
    List<Sentence.Span> runs = sentence.byScript();
    if (getChildren().size() == runs.size()) {
      for (int i = 0; i < getChildren().size(); i++) {
        set((Text) getChildren().get(i), runs.get(i));
      }
    } else {
      getChildren().setAll(runs.stream().map(run -> set(new Text(), run)).toList());
    }
  }

  /// What is Chinese is marked: its bold is another face than that of the Latin beside it.
  private static Text set(Text text, Sentence.Span run) {
    text.setText(run.text());
    String ink = "ink-" + run.ink().name().toLowerCase(Locale.ROOT);
    List<String> styles = run.isChinese() ? List.of("text", ink, "chinese") : List.of("text", ink);
    if (!text.getStyleClass().equals(styles)) {
      text.getStyleClass().setAll(styles);
    }
    return text;
  }

  public Sentence shown() {
    return shown;
  }
}
