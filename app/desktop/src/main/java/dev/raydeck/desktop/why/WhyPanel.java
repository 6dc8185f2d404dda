package dev.raydeck.desktop.why;

import dev.raydeck.desktop.facts.ClusterFacts;
import dev.raydeck.desktop.kit.Parts;
import dev.raydeck.desktop.kit.SentenceView;
import dev.raydeck.desktop.live.Deck;
import dev.raydeck.desktop.live.FxFrames;
import dev.raydeck.desktop.words.GateLine;
import dev.raydeck.desktop.words.Holders;
import dev.raydeck.desktop.words.Sentence;
import dev.raydeck.model.Gate;
import dev.raydeck.model.ScalingDecision;
import dev.raydeck.model.Verdict;
import java.util.concurrent.CompletableFuture;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
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
  private final GateRows gates;
  private final ScrollPane scroll = new ScrollPane();
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
    this.gates = new GateRows(deck);
    root.getStyleClass().add("why");
    root.setId("why");
    answer.setId("why-answer");
    scroll.setContent(gates.root());
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

  public Region root() {
    return root;
  }

  /// Who is asked about and how far down the chain was read; null where nobody is.
  public record Kept(Verdict.Subject subject, double scrolled) {}

  public @Nullable Kept keep() {
    return subject == null ? null : new Kept(subject, scroll.getVvalue());
  }

  public void restore(Kept was, ClusterFacts now) {
    ask(was.subject(), now);
    scroll.setVvalue(was.scrolled());
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
                    switch (fresh.frame().mode()) {
                      case DRIVE -> "why.turn";
                      case SHADOW -> "why.shadow";
                      case OBSERVE -> "why.explained";
                    },
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
    gates.show(why, opening);
    gates.tick(model.clock(asked, fresh));
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
        && one.objects().equals(other.objects())
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
      gates.tick(model.clock(asked, known));
    }
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
          .append(gates.value(gate))
          .append(" (")
          .append(gate.source())
          .append(")\n");
      if (gate.state() == Gate.State.HOLDS) {
        why.objects()
            .lines(new Holders(deck.words()))
            .forEach(line -> text.append("  - " + line + "\n"));
      }
    }
    ClipboardContent content = new ClipboardContent();
    content.putString(text.toString());
    Clipboard.getSystemClipboard().setContent(content);
    deck.desk().toast(deck.words().plain("why.copied"), deck.words().sentence("why.copiedMore"));
  }
}
