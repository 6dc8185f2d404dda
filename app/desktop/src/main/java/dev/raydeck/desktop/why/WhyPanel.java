package dev.raydeck.desktop.why;

import dev.raydeck.desktop.facts.ClusterFacts;
import dev.raydeck.desktop.kit.Icons;
import dev.raydeck.desktop.kit.Parts;
import dev.raydeck.desktop.kit.SentenceView;
import dev.raydeck.desktop.live.Deck;
import dev.raydeck.desktop.live.FxFrames;
import dev.raydeck.desktop.words.GateLine;
import dev.raydeck.desktop.words.Sentence;
import dev.raydeck.model.Gate;
import dev.raydeck.model.RayActor;
import dev.raydeck.model.ScalingDecision;
import dev.raydeck.model.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The Why panel: the question, the answer, then the gates in the order Ray asks, the first one
/// that holds in the one colour that means *because*.
public final class WhyPanel {
  private final Deck deck;
  private final WhyModel model;
  private final VBox root = new VBox();
  private final SentenceView question = SentenceView.of(Sentence.EMPTY, "panel-title");
  private final Label fullName = Parts.prose("", "mono", "source");
  private final SentenceView answer = new SentenceView();
  private final Label order = Parts.label("", "small", "t3");
  private final Label turn = Parts.label("", "small", "t3");
  private final VBox gates = new VBox();
  private final WhyFoot foot;
  private Verdict.@Nullable Subject subject;
  private WhyModel.@Nullable Why shown;
  private @Nullable GateOpening opening;
  private boolean isTrying;
  private @Nullable ClusterFacts facts;

  public WhyPanel(Deck deck) {
    this.deck = deck;
    this.model = new WhyModel(deck);
    this.foot = new WhyFoot(deck);
    root.getStyleClass().add("why");
    root.setId("why");
    answer.setId("why-answer");
    ScrollPane scroll = new ScrollPane(gates);
    scroll.setFitToWidth(true);
    VBox.setVgrow(scroll, Priority.ALWAYS);
    root.getChildren().setAll(head(), scroll, foot.root());
  }

  private VBox head() {
    HBox title =
        Parts.row(
            2,
            Parts.label(deck.words().plain("why.title"), "small", "t3"),
            Parts.gap(),
            Parts.iconButton("mdi2c-content-copy", deck.words().plain("why.copy"), this::copy),
            Parts.iconButton(
                "mdi2c-close", deck.words().plain("close"), () -> deck.desk().why(null)));
    VBox head = new VBox(title, question, fullName, answer, Parts.row(8, order, Parts.gap(), turn));
    head.getStyleClass().add("why-head");
    return head;
  }

  public Parent root() {
    return root;
  }

  /// Asks about another subject; null forgets.
  public void ask(Verdict.@Nullable Subject wanted, ClusterFacts now) {
    subject = wanted;
    shown = null;
    opening = null;
    show(now);
  }

  public void show(ClusterFacts fresh) {
    facts = fresh;
    Verdict.Subject asked = subject;
    if (asked == null) {
      return;
    }
    WhyModel.Why why = model.why(asked, fresh);
    fullName.setText(why.fullName());
    ScalingDecision decision = fresh.decision();
    turn.setText(
        decision == null
            ? ""
            : deck.words()
                .plain(
                    "why.turn",
                    Long.toString(fresh.frame().turn()),
                    deck.figures().clock(decision.at())));
    WhyModel.Why last = shown;
    if (last == null || !isSame(last, why)) {
      question.show(why.question());
      order.setText(deck.words().plain("why.order", why.gates().size()));
      if (last == null || !last.holding().equals(why.holding())) {
        opening = null;
      }
      showChain(asked, why, fresh);
    }
    shown = why;
    tick();
    tryOpening(asked, why, fresh);
  }

  private void showChain(Verdict.Subject asked, WhyModel.Why why, ClusterFacts fresh) {
    gates.getChildren().setAll(rows(why));
    foot.show(model.shortName(asked, fresh), why.advice(), opening, fresh);
  }

  /// Asks the engine, away from the FX thread, what would follow if the gate opened.
  private void tryOpening(Verdict.Subject asked, WhyModel.Why why, ClusterFacts fresh) {
    if (isTrying) {
      return;
    }
    isTrying = true;
    FxFrames.answer(
        CompletableFuture.supplyAsync(() -> model.opening(asked, fresh), deck.background()),
        (found, failure) -> {
          isTrying = false;
          if (failure != null) {
            throw new IllegalStateException("The engine cannot try an opening", failure);
          }
          GateOpening tried = found == null ? null : found.orElse(null);
          if (asked.equals(subject) && why.equals(shown) && !isSame(tried, opening)) {
            opening = tried;
            showChain(asked, why, fresh);
          }
        });
  }

  private static boolean isSame(WhyModel.Why one, WhyModel.Why other) {
    return one.question().equals(other.question())
        && one.gates().equals(other.gates())
        && one.culprits().equals(other.culprits())
        && one.advice().equals(other.advice());
  }

  private static boolean isSame(@Nullable GateOpening one, @Nullable GateOpening other) {
    if (one == null || other == null) {
      return one == null && other == null;
    }
    return one.saysTheSameAs(other);
  }

  public void tick() {
    Verdict.Subject asked = subject;
    ClusterFacts known = facts;
    if (asked != null && known != null) {
      answer.show(model.answer(asked, known, deck.idleNow(known)));
    }
  }

  private List<Node> rows(WhyModel.Why why) {
    List<Node> rows = new ArrayList<>();
    for (GateLine gate : why.gates()) {
      rows.add(row(gate, gate.state() == Gate.State.HOLDS ? why.culprits() : List.of()));
    }
    if (rows.isEmpty()) {
      VBox none = new VBox(Parts.prose(deck.words().plain("why.noGates"), "t2"));
      none.getStyleClass().add("gate");
      rows.add(none);
    }
    return rows;
  }

  private Node row(GateLine gate, List<RayActor> culprits) {
    Label rule = Parts.prose(gate.rule(), "rule");
    Label value = Parts.label(value(gate), "value");
    value.setMinWidth(HBox.USE_PREF_SIZE);
    value.setMaxWidth(190);
    HBox.setHgrow(rule, Priority.ALWAYS);
    rule.setMaxWidth(Double.MAX_VALUE);
    VBox words = new VBox(2, new HBox(8, rule, value), Parts.prose(gate.source(), "source"));
    culprits.forEach(actor -> words.getChildren().add(culprit(actor)));
    HBox.setHgrow(words, Priority.ALWAYS);
    HBox row = new HBox(icon(gate.state()), words);
    row.getStyleClass().add("gate");
    String state =
        switch (gate.state()) {
          case HOLDS -> "holding";
          case PASSES -> "passing";
          case NOT_REACHED -> "unreached";
        };
    row.getStyleClass().add(state);
    row.setFocusTraversable(true);
    row.setAccessibleText(
        deck.words().plain("gate.says." + state, gate.rule(), gate.value(), gate.source()));
    return row;
  }

  private String value(GateLine gate) {
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

  private static Node icon(Gate.State state) {
    return switch (state) {
      case PASSES -> Icons.of("mdi2c-check", "ink-pass");
      case HOLDS -> Icons.of("mdi2l-lock-outline", "ink-hold");
      case NOT_REACHED -> Icons.of("mdi2c-circle-outline", "ink-t3");
    };
  }

  private Node culprit(RayActor actor) {
    HBox tags = Parts.row(6, Parts.label(actor.label(), "mono-strong"));
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

  /// The chain as Markdown, to paste into an issue.
  private void copy() {
    WhyModel.Why why = shown;
    if (why == null) {
      return;
    }
    StringBuilder text = new StringBuilder();
    text.append("**").append(why.question().plain()).append("**\n\n");
    text.append(answer.shown().plain()).append("\n\n");
    for (GateLine gate : why.gates()) {
      text.append("- ")
          .append(gate.state() == Gate.State.HOLDS ? "**" + gate.rule() + "**" : gate.rule())
          .append(": ")
          .append(value(gate))
          .append(" (")
          .append(gate.source())
          .append(")\n");
    }
    ClipboardContent content = new ClipboardContent();
    content.putString(text.toString());
    Clipboard.getSystemClipboard().setContent(content);
    deck.desk().toast(deck.words().plain("why.copied"), deck.words().sentence("why.copiedMore"));
  }
}
