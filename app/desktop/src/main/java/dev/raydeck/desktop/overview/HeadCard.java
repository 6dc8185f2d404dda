package dev.raydeck.desktop.overview;

import dev.raydeck.desktop.facts.ClusterFacts;
import dev.raydeck.desktop.facts.Names;
import dev.raydeck.desktop.facts.NodeFacts;
import dev.raydeck.desktop.facts.Standing;
import dev.raydeck.desktop.kit.Parts;
import dev.raydeck.desktop.kit.SentenceView;
import dev.raydeck.desktop.live.Deck;
import dev.raydeck.desktop.words.Mark;
import dev.raydeck.desktop.words.Sentence;
import dev.raydeck.model.ClusterSnapshot;
import dev.raydeck.model.RayPod;
import java.util.Optional;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;

/// The head Pod: name, ready containers, what runs in it, and one sentence on how it is set up.
final class HeadCard {
  private final Deck deck;
  private final Label name = Parts.label("", "mono", "t2");
  private final Label ready = Parts.label("", "tag");
  private final Label age = Parts.label("", "small", "t3");
  private final FlowPane containers = new FlowPane(14, 2);
  private final SentenceView words = SentenceView.of(Sentence.EMPTY, "quiet", "small");
  private String containersShown = "";

  HeadCard(Deck deck, VBox card) {
    this.deck = deck;
    name.setId("head-name");
    ready.setMinWidth(Label.USE_PREF_SIZE);
    age.setMinWidth(Label.USE_PREF_SIZE);
    containers.setPrefWrapLength(200);
    VBox body =
        new VBox(
            6,
            Parts.row(
                8,
                Parts.label(deck.words().plain("head.title"), "strong"),
                name,
                Parts.gap(),
                ready),
            Parts.row(8, containers, Parts.gap(), age),
            words);
    body.getStyleClass().add("body");
    card.getChildren().setAll(body);
  }

  void show(ClusterFacts facts) {
    Optional<NodeFacts> head = facts.head();
    ClusterSnapshot snapshot = facts.snapshot();
    if (head.isEmpty() || snapshot == null) {
      name.setText("");
      ready.setText("–");
      containers.getChildren().clear();
      containersShown = "";
      words.show(deck.words().sentence(missing(facts)));
      return;
    }
    RayPod pod = head.get().pod();
    name.setText(Names.alone(pod.name()));
    name.setTooltip(new Tooltip(pod.name()));
    ready.setText(pod.readyContainers() + "/" + pod.containers().size());
    showContainers(pod);
    words.show(sentence(facts, head.get(), snapshot));
  }

  private static String missing(ClusterFacts facts) {
    if (facts.snapshot() != null) {
      return "head.none";
    }
    return facts.standing() == Standing.LOADING ? "head.loading" : "fact.unknown";
  }

  private void showContainers(RayPod pod) {
    String wanted = pod.containers().toString();
    if (wanted.equals(containersShown)) {
      return;
    }
    containersShown = wanted;
    containers
        .getChildren()
        .setAll(
            pod.containers().stream()
                .map(container ->
                    Parts.row(
                        5,
                        Parts.label(
                            container.isReady() ? "●" : "▲",
                            "source",
                            container.isReady() ? "ink-pass" : "ink-pending"),
                        Parts.label(
                            container.isReady() || container.reason() == null
                                ? container.name()
                                : container.name() + ": " + container.reason(),
                            "small",
                            "t2")))
                .toList());
  }

  private Sentence sentence(ClusterFacts facts, NodeFacts head, ClusterSnapshot snapshot) {
    if (!head.pod().isReady()) {
      return deck.words().sentence("head.notReady", head.pod().displayStatus());
    }
    String version =
        facts.ray() == null || facts.ray().rayVersion().isEmpty()
            ? snapshot.cluster().rayVersion()
            : facts.ray().rayVersion();
    String scaling =
        deck.words()
            .say(snapshot.cluster().enableInTreeAutoscaling() ? "head.inTree" : "head.noInTree");
    String cpus = snapshot.cluster().head().rayStartParams().get("num-cpus");
    boolean takesNoWork = head.isJoined() ? head.total("CPU") == 0 : "0".equals(cpus);
    return takesNoWork
        ? deck.words()
            .sentence("head.sentenceNoWork", version, scaling, Mark.name("num-cpus: \"0\""))
        : deck.words().sentence("head.sentence", version, scaling);
  }

  void tick(ClusterFacts facts) {
    String old = facts.head().map(head -> deck.figures().duration(head.age(deck.now()))).orElse("");
    if (!old.equals(age.getText())) {
      age.setText(old);
    }
  }
}
