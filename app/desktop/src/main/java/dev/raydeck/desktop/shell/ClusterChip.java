package dev.raydeck.desktop.shell;

import dev.raydeck.desktop.facts.Names;
import dev.raydeck.desktop.kit.GivingWay;
import dev.raydeck.desktop.kit.Icons;
import dev.raydeck.desktop.kit.Parts;
import dev.raydeck.desktop.live.Deck;
import dev.raydeck.desktop.live.Target;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/// Which RayCluster the window is on: context / namespace / RayCluster. Where there is little room
/// the RayCluster is what stays, and its name is cut in the middle; the tooltip has them whole.
final class ClusterChip extends Button {
  private static final PseudoClass UNREACHABLE = PseudoClass.getPseudoClass("unreachable");
  private static final int LONG = 24;
  private static final int SHORTEST = 9;

  private final String name;
  private final Label context;
  private final Label contextShort;
  private final Label contextSlash = Parts.label("/", "slash");
  private final Label namespace;
  private final Label namespaceShort;
  private final Label namespaceSlash = Parts.label("/", "slash");
  private final Label cluster;
  private final Label clusterCut;
  private final Label insecure;
  private final Node insecureIcon = Icons.sized("mdi2a-alert-outline", 15, "ink-pending");
  private final Node lock = Icons.sized("mdi2l-lock-outline", 13);
  private final Label readOnly;
  private double saved;

  ClusterChip(Deck deck, Runnable choose) {
    Target target = deck.connection().target();
    name = target.cluster();
    context = new Label(target.context());
    contextShort = new Label(Names.middle(target.context(), LONG));
    namespace = new Label(target.namespace());
    namespaceShort = new Label(Names.middle(target.namespace(), LONG));
    cluster = Parts.label(name, "last");
    clusterCut = Parts.label(name, "last");
    insecure = Parts.label(deck.words().plain("chip.insecure"), "tag", "warn");
    readOnly = Parts.label(deck.words().plain("chip.readOnly"), "tag");
    HBox parts =
        Parts.row(7, Icons.of(target.isSandbox() ? "mdi2t-test-tube" : "mdi2k-kubernetes"));
    if (target.isInsecure()) {
      parts.getChildren().addAll(insecure, insecureIcon);
    }
    parts
        .getChildren()
        .addAll(context, contextShort, contextSlash, namespace, namespaceShort, namespaceSlash);
    parts.getChildren().addAll(cluster, clusterCut, Icons.of("mdi2c-chevron-down"));
    if (deck.connection().isReadOnly()) {
      parts.getChildren().addAll(lock, readOnly);
    }
    setGraphic(parts);
    getStyleClass().setAll("chip");
    setMinWidth(Region.USE_PREF_SIZE);
    setId("cluster-chip");
    String says = deck.words().plain("chip.says", target.context(), target.namespace(), name);
    setAccessibleText(says);
    setTooltip(new Tooltip(says));
    setOnAction(event -> choose.run());
    cut(0);
  }

  void unreachable(boolean isUnreachable) {
    pseudoClassStateChanged(UNREACHABLE, isUnreachable);
  }

  GivingWay.Step longNames() {
    return new GivingWay.Step(List.of(context, namespace), List.of(contextShort, namespaceShort));
  }

  GivingWay.Step tagWords() {
    return new GivingWay.Step(List.of(insecure, readOnly), List.of(insecureIcon));
  }

  GivingWay.Step namespace() {
    return GivingWay.Step.without(namespaceShort, namespaceSlash);
  }

  GivingWay.Step context() {
    return GivingWay.Step.without(contextShort, contextSlash);
  }

  /// How much narrower it is than with the RayCluster's whole name.
  double saved() {
    return saved;
  }

  /// Takes so much out of the middle of the RayCluster's name, as far as it stays one.
  void cut(double lacking) {
    double whole = cluster.prefWidth(-1);
    int most = lacking <= 0 ? name.length() : (int) (name.length() * (1 - lacking / whole)) - 1;
    String shown = Names.middle(name, Math.max(SHORTEST, most));
    boolean isCut = shown.length() < name.length();
    if (!clusterCut.getText().equals(shown)) {
      clusterCut.setText(shown);
    }
    show(cluster, !isCut);
    show(clusterCut, isCut);
    saved = isCut ? whole - clusterCut.prefWidth(-1) : 0;
  }

  private static void show(Node node, boolean isShown) {
    node.setVisible(isShown);
    node.setManaged(isShown);
  }
}
