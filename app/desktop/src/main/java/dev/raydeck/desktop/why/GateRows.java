package dev.raydeck.desktop.why;

import dev.raydeck.desktop.kit.Icons;
import dev.raydeck.desktop.kit.Parts;
import dev.raydeck.desktop.live.Deck;
import dev.raydeck.desktop.live.Hint;
import dev.raydeck.desktop.live.Place;
import dev.raydeck.desktop.words.GateLine;
import dev.raydeck.model.Gate;
import dev.raydeck.model.RayActor;
import dev.raydeck.model.Reason;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The gates in the order Ray asks, the first one that holds with its culprits, each a link to
/// where it can be seen, and the idle clock where that is what the gate is about.
final class GateRows {
  private final Deck deck;
  private final HolderCards holders;
  private final VBox root = new VBox();
  private @Nullable GateOpening opening;
  private @Nullable ClockStrip strip;

  GateRows(Deck deck) {
    this.deck = deck;
    this.holders = new HolderCards(deck);
  }

  Parent root() {
    return root;
  }

  void show(WhyModel.Why why, @Nullable GateOpening tried) {
    opening = tried;
    strip = null;
    List<Node> rows = new ArrayList<>();
    for (GateLine gate : why.gates()) {
      boolean isHolding = gate.state() == Gate.State.HOLDS;
      rows.add(
          row(
              gate,
              isHolding ? why.culprits() : List.of(),
              isHolding ? why.objects() : Holdings.NONE));
    }
    if (rows.isEmpty()) {
      VBox none = new VBox(Parts.prose(deck.words().plain("why.noGates"), "t2"));
      none.getStyleClass().add("gate");
      rows.add(none);
    }
    root.getChildren().setAll(rows);
  }

  private Node row(GateLine gate, List<RayActor> culprits, Holdings objects) {
    Label rule = Parts.prose(gate.rule(), "rule");
    Label value = Parts.label(value(gate), "value");
    value.setMinWidth(HBox.USE_PREF_SIZE);
    value.setMaxWidth(190);
    HBox.setHgrow(rule, Priority.ALWAYS);
    rule.setMaxWidth(Double.MAX_VALUE);
    VBox words = new VBox(2, new HBox(8, rule, value), Parts.prose(gate.source(), "source"));
    culprits.forEach(actor -> words.getChildren().add(culprit(actor)));
    words.getChildren().addAll(holders.of(objects));
    if (strip == null && isClock(gate)) {
      strip = new ClockStrip(deck);
      words.getChildren().add(strip);
    }
    HBox.setHgrow(words, Priority.ALWAYS);
    HBox row = new HBox(icon(gate), words);
    row.getStyleClass().add("gate");
    String state =
        switch (gate.state()) {
          case HOLDS -> isComing(gate) ? "coming" : "holding";
          case PASSES -> "passing";
          case NOT_REACHED -> "unreached";
        };
    row.getStyleClass().add(state);
    row.setFocusTraversable(true);
    row.setAccessibleText(
        deck.words().plain("gate.says." + state, gate.rule(), gate.value(), gate.source()));
    return row;
  }

  /// The gate whose business the idle clock is.
  private static boolean isClock(GateLine gate) {
    return gate.state() == Gate.State.HOLDS
        ? gate.reason() instanceof Reason.NotBusy
            || gate.reason() instanceof Reason.IdleLongerThanTimeout
        : gate.state() == Gate.State.PASSES
            && gate.reason() instanceof Reason.IdleLongerThanTimeout;
  }

  /// The idle clock as of now; null where the subject has none.
  void tick(WhyModel.@Nullable Clock clock) {
    ClockStrip shown = strip;
    if (shown != null) {
      shown.show(clock);
    }
  }

  /// A gate's value, or what it would say if the one that holds opened.
  String value(GateLine gate) {
    if (gate.state() != Gate.State.NOT_REACHED) {
      return gate.value();
    }
    GateOpening tried = opening;
    return tried == null
        ? deck.words().plain("gate.notReached")
        : tried
            .gate(gate.reason())
            .map(then ->
                deck.words()
                    .plain(
                        then.state() == Gate.State.PASSES
                            ? "opening.wouldPass"
                            : "opening.wouldHold"))
            .orElseGet(() -> deck.words().plain("gate.notReached"));
  }

  /// Nothing keeps what is covered: its workers come.
  private static boolean isComing(GateLine gate) {
    return gate.state() == Gate.State.HOLDS
        && gate.reason() instanceof Reason.CoveredByPendingNodes;
  }

  private static Node icon(GateLine gate) {
    if (isComing(gate)) {
      return Icons.of("mdi2a-arrow-up-thin", "ink-starting");
    }
    return switch (gate.state()) {
      case PASSES -> Icons.of("mdi2c-check", "ink-pass");
      case HOLDS -> Icons.of("mdi2l-lock-outline", "ink-hold");
      case NOT_REACHED -> Icons.of("mdi2c-circle-outline", "ink-t3");
    };
  }

  private Node culprit(RayActor actor) {
    Button name =
        Parts.link(
            actor.label(),
            () -> deck.desk().go(Place.ACTORS, new Hint.Actors(List.of(actor.actorId()))));
    name.getStyleClass().add("mono-strong");
    name.setAccessibleText(deck.words().plain("why.goToActor", actor.label()));
    HBox tags = Parts.row(6, name);
    if (actor.isSystem()) {
      tags.getChildren().add(Parts.label(deck.words().plain("actor.system"), "tag", "hold"));
    }
    if (actor.isDetached()) {
      tags.getChildren().add(Parts.label(deck.words().plain("actor.detached"), "tag"));
    }
    String since =
        actor.startedAt() == null
            ? ""
            : deck.words()
                .plain(
                    "actor.alive",
                    deck.figures()
                        .duration(java.time.Duration.between(actor.startedAt(), deck.now())));
    String asks =
        actor.required().isEmpty()
            ? deck.words().plain("actor.asksNothing")
            : deck.words()
                .plain("actor.asks", dev.raydeck.desktop.words.Figures.shape(actor.required()));
    VBox card = new VBox(tags, Parts.prose((asks + " " + since).strip(), "small", "t2"));
    card.getStyleClass().add("culprit");
    VBox.setMargin(card, new javafx.geometry.Insets(6, 0, 2, 0));
    return card;
  }
}
