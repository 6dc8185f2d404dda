package dev.raydeck.desktop.shell;

import dev.raydeck.desktop.live.Deck;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import javafx.scene.Node;
import javafx.stage.FileChooser;
import org.jspecify.annotations.Nullable;

/// Texts a person keeps: asks where, writes, and says in a toast what became of it.
final class SavedFiles {
  private final Deck deck;
  private final Node owner;
  private Function<String, @Nullable Path> places = this::ask;

  SavedFiles(Deck deck, Node owner) {
    this.deck = deck;
    this.owner = owner;
  }

  void places(Function<String, @Nullable Path> fresh) {
    places = fresh;
  }

  private @Nullable Path ask(String name) {
    FileChooser chooser = new FileChooser();
    chooser.setInitialFileName(name);
    File file = chooser.showSaveDialog(owner.getScene().getWindow());
    return file == null ? null : file.toPath();
  }

  void save(String name, String text) {
    Path place = places.apply(name);
    if (place == null) {
      return;
    }
    try {
      Files.writeString(place, text);
      say("saved.title", "saved.where", place.toString());
    } catch (IOException e) {
      say("saved.failed", "saved.why", String.valueOf(e.getMessage()));
    }
  }

  private void say(String title, String key, String what) {
    deck.desk().toast(deck.words().plain(title), deck.words().sentence(key, what));
  }
}
