package dev.raydeck.desktop.why;

import dev.raydeck.desktop.facts.ClusterFacts;
import dev.raydeck.desktop.facts.NodeFacts;
import dev.raydeck.desktop.kit.Parts;
import dev.raydeck.desktop.kit.SentenceView;
import dev.raydeck.desktop.live.Deck;
import dev.raydeck.desktop.live.Hint;
import dev.raydeck.desktop.live.Place;
import dev.raydeck.desktop.words.Sentence;
import dev.raydeck.model.RayActor;
import java.util.List;
import java.util.Map;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The foot of the Why panel: what would follow if the holding gate opened, as the engine decides,
/// and the button that goes there. Whatever it does asks before anything is sent.
final class WhyFoot {
  private static final String CLEAR =
      "import ray; from ray.autoscaler.sdk import request_resources; ray.init(address='auto');"
          + " request_resources(num_cpus=0)";

  private final Deck deck;
  private final OpeningWords words;
  private final VBox root = new VBox();

  WhyFoot(Deck deck) {
    this.deck = deck;
    this.words = new OpeningWords(deck.words(), deck.figures(), deck.answers());
    root.getStyleClass().add("why-foot");
  }

  Parent root() {
    return root;
  }

  /// `advice` is said where the engine has no opening to try; `name` is the subject's.
  void show(String name, Sentence advice, @Nullable GateOpening opening, ClusterFacts facts) {
    root.getChildren().clear();
    Sentence follows = opening == null ? advice : words.say(opening, name);
    if (!follows.equals(Sentence.EMPTY)) {
      SentenceView view = SentenceView.of(follows, "quiet", "small");
      view.setId("why-follows");
      root.getChildren().add(view);
    }
    if (opening != null) {
      words.action(opening.way()).ifPresent(text -> addActs(text, opening, facts));
    }
    root.setVisible(!root.getChildren().isEmpty());
    root.setManaged(!root.getChildren().isEmpty());
  }

  private void addActs(String text, GateOpening opening, ClusterFacts facts) {
    Button act = Parts.act(text, "", () -> act(opening, facts), "primary");
    act.setId("why-act");
    if (opening.way() instanceof GateOpening.Way.ActorsKilled killed) {
      Button actors =
          Parts.act(
              deck.words().plain("why.showActors"),
              "",
              () -> deck.desk().go(Place.ACTORS, new Hint.Actors(ids(killed))));
      actors.setId("why-actors");
      root.getChildren().add(Parts.row(8, act, actors));
    } else {
      root.getChildren().add(Parts.row(8, act));
    }
  }

  private void act(GateOpening opening, ClusterFacts facts) {
    switch (opening.way()) {
      case GateOpening.Way.ActorsKilled killed -> deck.desk().kill(ids(killed));
      case GateOpening.Way.MinReplicas min -> propose(min.group() + ".minReplicas", min.to());
      case GateOpening.Way.MaxReplicas max -> propose(max.group() + ".maxReplicas", max.to());
      case GateOpening.Way.ConstraintCleared cleared -> copyClear(facts);
      default -> deck.desk().go(Place.AUTOSCALER);
    }
  }

  private static List<String> ids(GateOpening.Way.ActorsKilled killed) {
    return killed.actors().stream().map(RayActor::actorId).toList();
  }

  private void propose(String field, int value) {
    deck.desk().go(Place.AUTOSCALER, new Hint.Fields(Map.of(field, Integer.toString(value))));
  }

  private void copyClear(ClusterFacts facts) {
    String head = facts.head().map(NodeFacts::pod).map(pod -> pod.name()).orElse("HEAD_POD");
    String namespace =
        facts.snapshot() == null ? "default" : facts.snapshot().cluster().namespace();
    ClipboardContent content = new ClipboardContent();
    content.putString(
        String.join(
            " ",
            List.of(
                "kubectl exec -n", namespace, head, "-c ray-head -- python -c", quoted(CLEAR))));
    Clipboard.getSystemClipboard().setContent(content);
    deck.desk().toast(deck.words().plain("why.copied"), deck.words().sentence("opening.copied"));
  }

  private static String quoted(String program) {
    return "\"" + program + "\"";
  }
}
