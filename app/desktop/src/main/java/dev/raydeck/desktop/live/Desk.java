package dev.raydeck.desktop.live;

import dev.raydeck.desktop.words.Sentence;
import dev.raydeck.model.Verdict;
import javafx.scene.Node;
import org.jspecify.annotations.Nullable;

/// What a screen may ask of the window around it.
public interface Desk {
  void go(Place place);

  /// The same, with what to show there.
  void go(Place place, Hint hint);

  /// Opens the Why panel for a subject, or closes it.
  void why(Verdict.@Nullable Subject subject);

  /// Shows a dialog over the page; Esc closes it.
  void dialog(Node card);

  void closeDialog();

  /// Says in a corner what just happened and what follows.
  void toast(String title, Sentence what);

  /// Opens the launch dialog.
  void launch();

  /// Opens the kill dialog for actors by id.
  void kill(java.util.List<String> actorIds);

  /// Asks where to keep a text under this name, and writes it there; a toast says where, or why
  /// not.
  void save(String name, String text);
}
