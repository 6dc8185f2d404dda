package dev.raydeck.desktop.resource;

import dev.raydeck.cluster.kube.ObjectRef;
import dev.raydeck.cluster.kube.ObjectView;
import dev.raydeck.desktop.facts.ClusterFacts;
import dev.raydeck.desktop.kit.Layouts;
import dev.raydeck.desktop.kit.Parts;
import dev.raydeck.desktop.kit.Scrolled;
import dev.raydeck.desktop.live.Deck;
import dev.raydeck.desktop.live.Screen;
import java.util.ArrayList;
import java.util.List;
import javafx.fxml.FXML;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The Resource screen's controller. While it is looked at, the object is read anew every few
/// seconds.
@SuppressWarnings("NullAway.Init") // FXMLLoader sets the fields
public final class ResourceView implements Screen {
  @FXML private Label title;
  @FXML private Label summary;
  @FXML private TextField search;
  @FXML private Label hits;
  @FXML private Button fold;
  @FXML private Button unfold;
  @FXML private Button copy;
  @FXML private ListView<ObjectRef> objects;
  @FXML private ListView<YamlModel.Row> yaml;
  @FXML private HBox parts;
  @FXML private VBox left;
  @FXML private StackPane side;
  @FXML private Label writers;
  @FXML private Label lineCount;

  private static final double FOLDED_OBJECTS = 28 * 2.5;

  private final Deck deck;
  private final Parent root;
  private final FactsSide facts;
  private final ObjectReading reading;
  private final Label empty = Parts.prose("", "t2");
  private YamlModel model = new YamlModel();
  private List<ObjectRef> refs = List.of();
  private @Nullable ObjectView shown;
  private @Nullable Kept toArrange;

  public ResourceView(Deck deck) {
    this.deck = deck;
    this.root = Layouts.load(this, deck.words().bundle());
    this.facts = new FactsSide(deck);
    this.reading = new ObjectReading(deck, this::readAnew);
    side.getChildren().setAll(facts);
    objects.setCellFactory(view -> new ObjectCell(deck));
    objects.setFixedCellSize(28);
    objects
        .getSelectionModel()
        .selectedItemProperty()
        .addListener((item, was, is) -> reading.ask(is));
    yaml.setCellFactory(view -> new YamlCell(deck, this::toggle));
    yaml.setFixedCellSize(19);
    yaml.setPlaceholder(empty);
    yaml.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    search.textProperty().addListener((text, was, is) -> look());
    search.addEventFilter(KeyEvent.KEY_PRESSED, this::searchKey);
    fold.setOnAction(event -> foldAll(true));
    unfold.setOnAction(event -> foldAll(false));
    copy.setOnAction(event -> copy());
    root.layoutBoundsProperty().addListener((bounds, was, is) -> fold(is.getWidth()));
  }

  /// On a narrow page conditions and events stand below the objects, and leave the YAML its room.
  private void fold(double width) {
    boolean isFolded = width < Layouts.NARROW;
    Pane wanted = isFolded ? left : parts;
    double wide = isFolded ? 230 : 190;
    left.setMinWidth(wide);
    left.setPrefWidth(wide);
    left.setMaxWidth(wide);
    objects.setPrefHeight(isFolded ? FOLDED_OBJECTS : Region.USE_COMPUTED_SIZE);
    objects.setMinHeight(isFolded ? FOLDED_OBJECTS : 0);
    VBox.setVgrow(objects, isFolded ? Priority.NEVER : Priority.ALWAYS);
    VBox.setVgrow(side, Priority.ALWAYS);
    if (!wanted.getChildren().contains(side)) {
      ((Pane) side.getParent()).getChildren().remove(side);
      wanted.getChildren().add(side);
    }
  }

  private void key(KeyEvent event) {
    YamlModel.Row row = yaml.getSelectionModel().getSelectedItem();
    boolean isFold = event.getCode() == KeyCode.LEFT || event.getCode() == KeyCode.RIGHT;
    if (row != null && row.isFoldable() && isFold) {
      if (row.folded() == 0 == (event.getCode() == KeyCode.LEFT)) {
        toggle(row);
      }
      event.consume();
    }
  }

  private void searchKey(KeyEvent event) {
    if (event.getCode() == KeyCode.ENTER) {
      next(event.isShiftDown() ? -1 : 1);
      event.consume();
    } else if (event.getCode() == KeyCode.ESCAPE && !search.getText().isEmpty()) {
      search.clear();
      event.consume();
    }
  }

  private void next(int by) {
    List<YamlModel.Row> rows = yaml.getItems();
    int at = yaml.getSelectionModel().getSelectedIndex();
    for (int step = 1; step <= rows.size(); step++) {
      int index = Math.floorMod(at + by * step, rows.size());
      if (rows.get(index).isHit()) {
        yaml.getSelectionModel().clearAndSelect(index);
        yaml.scrollTo(Math.max(0, index - 8));
        return;
      }
    }
  }

  private void toggle(YamlModel.Row row) {
    model.toggle(row);
    showRows();
  }

  private void foldAll(boolean isFolded) {
    model.foldAll(isFolded);
    showRows();
  }

  private void look() {
    model.search(search.getText());
    showRows();
    hits.setText(search.getText().isBlank() ? "" : deck.words().plain("logs.hits", model.hits()));
    if (model.hits() > 0) {
      yaml.getSelectionModel().clearSelection();
      next(1);
    }
  }

  private void copy() {
    ClipboardContent content = new ClipboardContent();
    content.putString(model.text());
    Clipboard.getSystemClipboard().setContent(content);
    deck.desk()
        .toast(deck.words().plain("resource.copied"), deck.words().sentence("resource.copiedMore"));
  }

  private void readAnew() {
    ObjectView view = reading.read();
    if (view == null) {
      shown = null;
      model.show(List.of());
      showRows();
    } else if (!view.equals(shown)) {
      shown = view;
      model.show(view.lines());
      showRows();
      facts.show(view);
    }
    showTitle();
  }

  private void showRows() {
    List<YamlModel.Row> rows = model.rows();
    if (!rows.equals(yaml.getItems())) {
      int selected = yaml.getSelectionModel().getSelectedIndex();
      yaml.getItems().setAll(rows);
      yaml.getSelectionModel().select(Math.min(selected, rows.size() - 1));
    }
  }

  private void showTitle() {
    ObjectRef ref = reading.asked();
    ObjectView view = shown;
    String trouble = reading.trouble();
    if (ref == null) {
      return;
    }
    title.setText(ref.kind().word() + " " + ref.name());
    if (trouble != null) {
      summary.setText(
          deck.words().plain(view == null ? "resource.trouble" : "resource.old", trouble));
    } else if (view == null) {
      summary.setText(deck.words().plain("resource.reading"));
    } else {
      summary.setText(
          deck.words()
              .plain("resource.read", view.resourceVersion(), deck.figures().age(reading.age())));
    }
    empty.setText(summary.getText());
    lineCount.setText(
        view == null ? "" : deck.words().plain("resource.lines", view.lines().size()));
    writers.setText(
        view == null
            ? ""
            : deck.words().plain(view.hasWriters() ? "resource.writers" : "resource.noWriters"));
  }

  @Override
  public Parent root() {
    return root;
  }

  @Override
  public void show(ClusterFacts frame) {
    List<ObjectRef> now = new ArrayList<>();
    now.add(new ObjectRef(ObjectRef.Kind.RAY_CLUSTER, deck.connection().target().cluster()));
    frame.nodes().stream()
        .sorted(java.util.Comparator.comparing(node -> !node.isHead()))
        .forEach(node -> now.add(new ObjectRef(ObjectRef.Kind.POD, node.pod().name())));
    if (!now.equals(refs)) {
      refs = now;
      Kept was = toArrange;
      ObjectRef selected =
          was == null ? objects.getSelectionModel().getSelectedItem() : was.asked();
      objects.getItems().setAll(now);
      objects
          .getSelectionModel()
          .select(selected != null && now.contains(selected) ? selected : now.getFirst());
    }
  }

  private record Kept(
      YamlModel model,
      @Nullable ObjectRef asked,
      String search,
      int selected,
      int first,
      int firstObject)
      implements Screen.Kept {}

  @Override
  public Screen.Kept keep() {
    return new Kept(
        model,
        reading.asked(),
        search.getText(),
        yaml.getSelectionModel().getSelectedIndex(),
        Scrolled.first(yaml),
        Scrolled.first(objects));
  }

  @Override
  public void restore(Screen.Kept kept) {
    if (kept instanceof Kept was) {
      model = was.model();
      search.setText(was.search());
      toArrange = was;
    }
  }

  @Override
  public void tick() {
    Kept was = toArrange;
    if (was != null && Scrolled.isDrawn(yaml)) {
      toArrange = null;
      yaml.getSelectionModel().clearAndSelect(was.selected());
      yaml.scrollTo(was.first());
      objects.scrollTo(was.firstObject());
    }
    reading.askAgain();
    showTitle();
  }

  @Override
  public void focus() {
    search.requestFocus();
  }
}
