package dev.raydeck.desktop.logs;

import dev.raydeck.desktop.facts.ClusterFacts;
import dev.raydeck.desktop.kit.Scrolled;
import dev.raydeck.desktop.kit.SearchField;
import dev.raydeck.desktop.live.Deck;
import java.util.List;
import java.util.function.Consumer;
import javafx.collections.ListChangeListener;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.SelectionMode;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// The containers there are, to choose one or several from. The first choice is the autoscaler's,
/// made once; afterwards the choice is a person's, and stays when Pods come and go.
final class ContainerList {
  private static final String AUTOSCALER = "autoscaler";

  private final SearchField filter = new SearchField();
  private final ListView<LogContainer> list = new ListView<>();
  private final VBox root;
  private final Consumer<List<LogContainer>> chosen;
  private List<LogContainer> all = List.of();
  private List<LogContainer> selected = List.of();
  private boolean isShowing;

  ContainerList(Deck deck, Consumer<List<LogContainer>> chosen) {
    this.chosen = chosen;
    filter.setPromptText(deck.words().plain("logs.filter"));
    filter.setAccessibleText(deck.words().plain("logs.filterSays"));
    filter.setClearSays(deck.words().plain("search.clear"));
    filter.setId("log-containers-filter");
    list.setId("log-containers");
    list.setAccessibleText(deck.words().plain("logs.containers"));
    list.setFixedCellSize(28);
    list.setCellFactory(view -> new ContainerCell(deck));
    list.setPlaceholder(new Label(deck.words().plain("logs.noContainer")));
    list.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
    list.getSelectionModel()
        .getSelectedItems()
        .addListener((ListChangeListener<LogContainer>) change -> select());
    filter.textProperty().addListener((text, was, is) -> fill());
    VBox.setVgrow(list, Priority.ALWAYS);
    root = new VBox(8, filter, list);
    VBox.setMargin(filter, new javafx.geometry.Insets(0, 12, 0, 12));
  }

  Parent root() {
    return root;
  }

  record Kept(String filter, List<LogContainer> selected, int first) {}

  Kept keep() {
    return new Kept(filter.getText(), selected, Scrolled.first(list));
  }

  void restore(Kept was) {
    selected = was.selected();
    filter.setText(was.filter());
    list.scrollTo(was.first());
  }

  List<LogContainer> selected() {
    return selected;
  }

  private void select() {
    List<LogContainer> now = List.copyOf(list.getSelectionModel().getSelectedItems());
    if (!isShowing && !now.isEmpty() && !now.equals(selected)) {
      selected = now;
      chosen.accept(now);
    }
  }

  void show(ClusterFacts facts) {
    List<LogContainer> now = LogContainer.of(facts);
    if (!now.equals(all)) {
      all = now;
      fill();
    }
    if (selected.isEmpty() && !all.isEmpty()) {
      LogContainer first =
          all.stream()
              .filter(one -> one.name().equals(AUTOSCALER))
              .findFirst()
              .orElse(all.getFirst());
      list.getSelectionModel().select(first);
    }
  }

  private void fill() {
    List<LogContainer> wanted = all.stream().filter(one -> one.matches(filter.getText())).toList();
    isShowing = true;
    list.getItems().setAll(wanted);
    list.getSelectionModel().clearSelection();
    for (int i = 0; i < wanted.size(); i++) {
      LogContainer one = wanted.get(i);
      if (selected.stream().anyMatch(one::isSameAs)) {
        list.getSelectionModel().select(i);
      }
    }
    isShowing = false;
  }
}
