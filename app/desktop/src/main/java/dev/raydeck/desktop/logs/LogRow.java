package dev.raydeck.desktop.logs;

import dev.raydeck.desktop.kit.Icons;
import dev.raydeck.desktop.kit.Parts;
import java.util.ArrayList;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.jspecify.annotations.Nullable;

/// One line on the screen: its level, time, container, what it means, and its text with the search
/// marked. Rows are used again for other lines.
final class LogRow extends HBox {
  private static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");
  private static final int MOST_MARKS = 40;

  private final Label level = Parts.label("", "log-level");
  private final Label time = Parts.label("", "log-time");
  private final Label source = Parts.label("", "log-source");
  private final Label event = Parts.label("", "log-event");
  private final TextFlow text = new TextFlow();
  private @Nullable LogEntry shown;
  private @Nullable Dress dress;

  /// How lines are shown just now; compared by identity.
  record Dress(LogFilter filter, boolean hasTime, boolean isWrapped, LogWords words) {}

  LogRow() {
    super(8);
    getStyleClass().add("log-row");
    setAlignment(Pos.TOP_LEFT);
    setAccessibleRole(AccessibleRole.TEXT);
    HBox.setHgrow(text, Priority.ALWAYS);
    text.getStyleClass().add("log-text");
    for (Label label : List.of(level, time, source, event)) {
      label.setMinWidth(Region.USE_PREF_SIZE);
    }
    getChildren().setAll(level, time, source, event, text);
  }

  @Nullable LogEntry entry() {
    return shown;
  }

  void show(LogEntry entry, Dress fresh, boolean isSelected) {
    pseudoClassStateChanged(SELECTED, isSelected);
    if (entry.equals(shown) && fresh.equals(dress)) {
      return;
    }
    LogWords words = fresh.words();
    showLevel(entry.level(), words);
    say(time, fresh.hasTime() ? words.time(entry.at()) : "");
    say(source, words.source(entry.source()));
    showEvent(entry.event(), words);
    text.getChildren().setAll(parts(entry.text(), fresh.filter()));
    text.setMinWidth(fresh.isWrapped() ? 0 : Region.USE_PREF_SIZE);
    setAccessibleText(words.level(entry.level()) + " " + entry.text());
    shown = entry;
    dress = fresh;
  }

  private void showLevel(LogLevel now, LogWords words) {
    level.setText(words.letter(now));
    level
        .getStyleClass()
        .setAll("label", "log-level", "level-" + now.name().toLowerCase(java.util.Locale.ROOT));
  }

  private void showEvent(@Nullable LogEvent now, LogWords words) {
    boolean isNothing = now == null || !now.kind().isDecision();
    event.setVisible(!isNothing);
    event.setManaged(!isNothing);
    if (now != null) {
      event.setText(words.event(now));
      event.setGraphic(Icons.sized(LogWords.icon(now.kind()), 13));
    }
  }

  private static void say(Label label, String words) {
    boolean is = !words.isEmpty();
    label.setVisible(is);
    label.setManaged(is);
    label.setText(words);
  }

  private static List<Text> parts(String line, LogFilter filter) {
    List<Text> parts = new ArrayList<>();
    int at = 0;
    int hit = filter.search().isEmpty() ? -1 : filter.find(line, 0);
    while (hit >= 0 && parts.size() < MOST_MARKS) {
      add(parts, line.substring(at, hit), "log-plain");
      at = hit + filter.search().length();
      add(parts, line.substring(hit, at), "log-hit");
      hit = filter.find(line, at);
    }
    add(parts, line.substring(at), "log-plain");
    return parts;
  }

  private static void add(List<Text> parts, String words, String style) {
    if (!words.isEmpty() || parts.isEmpty()) {
      Text part = new Text(words);
      part.getStyleClass().add(style);
      parts.add(part);
    }
  }
}
