package dev.raydeck.desktop.chooser;

import dev.raydeck.cluster.kube.ContextInfo;
import dev.raydeck.cluster.kube.KubeconfigException;
import dev.raydeck.cluster.session.ClusterAccess;
import dev.raydeck.cluster.session.ClusterDirectory;
import dev.raydeck.cluster.session.KubeconfigSource;
import dev.raydeck.cluster.session.Listing;
import dev.raydeck.desktop.kit.Icons;
import dev.raydeck.desktop.kit.Layouts;
import dev.raydeck.desktop.kit.Parts;
import dev.raydeck.desktop.live.FxFrames;
import dev.raydeck.desktop.live.Target;
import dev.raydeck.desktop.words.Troubles;
import dev.raydeck.desktop.words.Words;
import dev.raydeck.model.Health;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import org.jspecify.annotations.Nullable;

/// The cluster chooser's controller.
@SuppressWarnings("NullAway.Init") // FXMLLoader sets the fields
public final class ChooserView {
  @FXML private HBox top;
  @FXML private Button back;
  @FXML private TextField search;
  @FXML private Label noMatch;
  @FXML private VBox offers;
  @FXML private VBox contexts;
  @FXML private Label clustersTitle;
  @FXML private VBox clusters;

  private final Words words;
  private final @Nullable String context;
  private final ClusterDirectory directory;
  private final Executor background;
  private final Consumer<Choice> chosen;
  private final Parent root;
  private final List<Button> rows = new ArrayList<>();
  private final ChooserSearch seeker;

  /// The RayCluster that is open, and how to show it again.
  public record Back(String cluster, Runnable go) {}

  public ChooserView(
      Words words,
      Node brand,
      KubeconfigSource source,
      ClusterDirectory directory,
      Executor background,
      @Nullable String context,
      @Nullable Back open,
      Consumer<Choice> chosen) {
    this.words = words;
    this.context = context;
    this.directory = directory;
    this.background = background;
    this.chosen = chosen;
    this.root = Layouts.load(this, words.bundle());
    top.getChildren().setAll(brand);
    seeker = new ChooserSearch(search, noMatch, clusters, contexts);
    wayBack(open);
    Button sandbox =
        row("mdi2t-test-tube", words.plain("chooser.sandbox"), words.plain("chooser.sandboxNote"));
    sandbox.setId("choose-sandbox");
    sandbox.setOnAction(event -> chosen.accept(new Choice.Sandbox()));
    offers.getChildren().setAll(sandbox);
    Button file =
        row("mdi2f-file-outline", words.plain("chooser.file"), words.plain("chooser.fileNote"));
    file.setId("choose-file");
    file.setOnAction(event -> chooseFile());
    offers.getChildren().add(file);
    clustersTitle.setText(words.plain("chooser.clusters"));
    clusters.getChildren().setAll(note(words.plain("chooser.pick"), "t2"));
    readContexts(source);
  }

  /// To where a person came from, also by Esc.
  private void wayBack(@Nullable Back open) {
    back.setVisible(open != null);
    back.setManaged(open != null);
    if (open != null) {
      back.setText(words.plain("chooser.back", open.cluster()));
      back.setOnAction(event -> open.go().run());
      back.setCancelButton(true);
    }
  }

  private Button row(String icon, String title, String more) {
    VBox text = new VBox(1, Parts.label(title, "medium"), Parts.label(more, "source"));
    text.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
    Button row = new Button(null, Parts.row(12, Icons.sized(icon, 17), text));
    row.getStyleClass().setAll("chooser-row");
    row.setMaxWidth(Double.MAX_VALUE);
    row.setAccessibleText(title + ", " + more);
    return row;
  }

  private static Label note(String text, String ink) {
    Label note = Parts.prose(text, ink);
    note.setStyle("-fx-padding: 8 14 8 14;");
    return note;
  }

  private void chooseFile() {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(words.plain("chooser.file"));
    File file = chooser.showOpenDialog(root.getScene().getWindow());
    if (file != null) {
      clustersTitle.setText(words.plain("chooser.clusters"));
      clusters.getChildren().setAll(note(words.plain("chooser.pick"), "t2"));
      readContexts(new KubeconfigSource.File(file.toPath()));
    }
  }

  private void readContexts(KubeconfigSource source) {
    FxFrames.answer(
        CompletableFuture.supplyAsync(() -> contextsOrThrow(source), background),
        (found, error) -> showContexts(source, found, error));
  }

  private static List<ContextInfo> contextsOrThrow(KubeconfigSource source) {
    try {
      return ClusterDirectory.contexts(source);
    } catch (KubeconfigException e) {
      throw new CompletionException(e);
    }
  }

  private void showContexts(
      KubeconfigSource source, @Nullable List<ContextInfo> found, @Nullable Throwable error) {
    contexts.getChildren().clear();
    rows.clear();
    if (found == null) {
      Throwable cause =
          error instanceof CompletionException && error.getCause() != null
              ? error.getCause()
              : error;
      boolean isMissing = cause instanceof KubeconfigException bad && bad.isMissing();
      contexts.getChildren().add(note(broken(cause), isMissing ? "t2" : "field-problem"));
      return;
    }
    if (found.isEmpty()) {
      contexts.getChildren().add(note(words.plain("chooser.noContexts"), "t2"));
    }
    for (ContextInfo context : found) {
      Button row = row("mdi2k-kubernetes", context.name(), context.serverUrl());
      if (context.isInsecure() && row.getGraphic() instanceof HBox content) {
        content.getChildren().add(Parts.label(words.plain("chip.insecure"), "tag", "warn"));
      }
      ChooserSearch.mark(row, row.getAccessibleText());
      row.setOnAction(event -> open(source, context, row));
      rows.add(row);
      contexts.getChildren().add(row);
      if (context.name().equals(preferred(found))) {
        row.fire();
      }
    }
    seeker.seek();
  }

  /// The context asked for, else the current one: its RayClusters are listed at once.
  private @Nullable String preferred(List<ContextInfo> found) {
    return context != null
        ? context
        : found.stream()
            .filter(ContextInfo::isCurrent)
            .map(ContextInfo::name)
            .findFirst()
            .orElse(null);
  }

  private String broken(@Nullable Throwable error) {
    if (error instanceof KubeconfigException bad) {
      return bad.line() > 0
          ? words.plain(
              "chooser.badLine",
              bad.where(),
              Integer.toString(bad.line()),
              bad.wrong(),
              bad.right())
          : words.plain("chooser.bad", bad.where(), bad.wrong(), bad.right());
    }
    return String.valueOf(error == null ? "" : error.getMessage());
  }

  private void open(KubeconfigSource source, ContextInfo context, Button row) {
    rows.forEach(one -> one.pseudoClassStateChanged(ChooserSearch.SELECTED, one.equals(row)));
    clustersTitle.setText(words.plain("chooser.clustersOf", context.name()));
    clusters.getChildren().setAll(note(words.plain("chooser.reading", context.serverUrl()), "t2"));
    ClusterAccess access = new ClusterAccess(source, context.name());
    FxFrames.answer(
        directory.rayClusters(access),
        (listing, error) -> showClusters(context, access, listing, error));
  }

  private void showClusters(
      ContextInfo context,
      ClusterAccess access,
      @Nullable Listing listing,
      @Nullable Throwable error) {
    clusters.getChildren().clear();
    if (listing == null) {
      clusters.getChildren().add(note(String.valueOf(error), "field-problem"));
      return;
    }
    if (listing.health().state() != Health.State.OK) {
      boolean isAbsent = listing.health().state() == Health.State.ABSENT;
      clusters
          .getChildren()
          .add(note(Troubles.say(words, listing.health()), isAbsent ? "t2" : "field-problem"));
      clusters
          .getChildren()
          .add(
              Parts.row(
                  0,
                  Parts.act(
                      words.plain("chooser.again"),
                      "mdi2r-refresh",
                      () ->
                          rows.stream()
                              .filter(one ->
                                  one.getPseudoClassStates().contains(ChooserSearch.SELECTED))
                              .findFirst()
                              .ifPresent(Button::fire))));
      return;
    }
    if (listing.rows().isEmpty()) {
      clusters.getChildren().add(note(words.plain("chooser.noClusters"), "t2"));
    }
    for (Listing.Row found : listing.rows()) {
      clusters.getChildren().add(cluster(context, access, found));
    }
    seeker.seek();
    if (listing.namespace() != null) {
      clusters
          .getChildren()
          .add(note(words.plain("chooser.onlyNamespace", listing.namespace()), "source"));
    }
  }

  private Button cluster(ContextInfo context, ClusterAccess access, Listing.Row found) {
    String state = found.state() == null ? words.plain("chooser.noState") : found.state();
    Button row =
        row(
            "mdi2l-layers-outline",
            found.ref().namespace() + " / " + found.ref().name(),
            words.plain(
                "chooser.cluster",
                found.rayVersion(),
                state,
                found.readyWorkers(),
                found.desiredWorkers()));
    row.setId("cluster-" + found.ref().name());
    ChooserSearch.mark(row, context.name() + " " + row.getAccessibleText());
    row.setOnAction(event ->
        chosen.accept(
            new Choice.Cluster(
                access,
                new Target(
                    context.name(),
                    found.ref().namespace(),
                    found.ref().name(),
                    false,
                    context.isInsecure()))));
    return row;
  }

  public Parent root() {
    return root;
  }
}
