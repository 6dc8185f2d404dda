package dev.raydeck.desktop.shell;

import dev.raydeck.desktop.facts.ClusterFacts;
import dev.raydeck.desktop.kit.GivingWay;
import dev.raydeck.desktop.kit.Parts;
import dev.raydeck.desktop.live.Deck;
import dev.raydeck.desktop.words.Figures;
import dev.raydeck.model.Health;
import java.time.Duration;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/// The top bar: cluster chip, mode badge, sandbox clock, health dots, data age. It is never wider
/// than the window: what says least gives way first, and every part that shrank says on hover what
/// it says when it is whole.
final class TopBar extends HBox {
  private final Deck deck;
  private final ClusterChip chip;
  private final ModeBadge badge;
  private final Label clock = Parts.label("", "mono");
  private final Label speed = Parts.label("", "mono");
  private final HealthDot api;
  private final HealthDot head;
  private final HealthDot autoscaler;
  private final Label age = Parts.label("", "small", "t2");
  private final Label ageShort = Parts.label("", "small", "t2");
  private final Tooltip ageWhole = new Tooltip();
  private final GivingWay giving;

  TopBar(Deck deck, Runnable choose, Runnable search) {
    this.deck = deck;
    getStyleClass().add("top-bar");
    setMinWidth(0);
    chip = new ClusterChip(deck, choose);
    badge = new ModeBadge(deck);
    api = new HealthDot(deck, "health.api");
    head = new HealthDot(deck, "health.head");
    autoscaler = new HealthDot(deck, "health.autoscaler");
    age.setMinWidth(Region.USE_PREF_SIZE);
    ageShort.setMinWidth(Region.USE_PREF_SIZE);
    age.setId("data-age");
    age.setTooltip(ageWhole);
    ageShort.setTooltip(ageWhole);
    Region line = new Region();
    line.visibleProperty().bind(age.textProperty().isNotEmpty());
    line.getStyleClass().add("upright");
    Brand brand = new Brand();
    SearchButton find = new SearchButton(deck, search);
    getChildren().addAll(brand, chip, badge, Parts.gap(), find);
    if (deck.connection().target().isSandbox()) {
      getChildren().add(new SpeedMenu(deck, clock, speed));
    }
    getChildren().addAll(api, head, autoscaler, line, age, ageShort);
    giving =
        new GivingWay(
            this,
            List.of(
                find.shortPrompt(),
                GivingWay.Step.instead(age, ageShort),
                chip.longNames(),
                brand.withoutName(),
                find.iconOnly(),
                GivingWay.Step.without(clock),
                badge.withoutNote(),
                chip.tagWords(),
                GivingWay.Step.without(api.word(), head.word(), autoscaler.word()),
                chip.namespace(),
                chip.context()));
  }

  @Override
  protected void layoutChildren() {
    chip.cut(giving.fit(getWidth(), chip.saved()));
    super.layoutChildren();
  }

  void show(ClusterFacts facts) {
    Health server = facts.frame().apiServer();
    api.show(server, server);
    head.show(facts.frame().rayHead(), server);
    autoscaler.show(facts.frame().autoscaler(), server);
    chip.unreachable(server.state() == Health.State.LOST);
    badge.show(facts);
  }

  void tick(ClusterFacts facts) {
    Duration old = facts.age(deck.now());
    String figure = old == null ? "" : deck.figures().age(old);
    if (!figure.equals(ageShort.getText())) {
      ageShort.setText(figure);
      age.setText(old == null ? "" : deck.words().plain("age.data", figure));
      ageWhole.setText(age.getText());
    }
    Double times = deck.connection().speed();
    if (times != null) {
      String time = deck.figures().clock(deck.now());
      if (!time.equals(clock.getText())) {
        clock.setText(time);
      }
      String fast = times == 0 ? deck.words().plain("mode.paused") : Figures.number(times) + "×";
      if (!fast.equals(speed.getText())) {
        speed.setText(fast);
      }
    }
  }
}
