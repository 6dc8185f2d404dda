package dev.raydeck.desktop.autoscaler;

import dev.raydeck.desktop.facts.Names;
import dev.raydeck.desktop.kit.Icons;
import dev.raydeck.desktop.kit.Parts;
import dev.raydeck.desktop.kit.SentenceView;
import dev.raydeck.desktop.live.Deck;
import dev.raydeck.desktop.live.FinishedTracks;
import dev.raydeck.desktop.live.HopClock;
import dev.raydeck.desktop.live.HopTrack;
import dev.raydeck.desktop.live.HopTrack.State;
import dev.raydeck.desktop.live.HopTrack.Step;
import dev.raydeck.desktop.live.HopTrack.Way;
import dev.raydeck.desktop.words.Mark;
import dev.raydeck.model.ClusterSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The last worker up and the last one down, hop by hop: how long each took and who had it, and
/// where it is now.
final class HopPane {
  private static final int SLOW = 3;

  private final Deck deck;
  private final VBox body = new VBox(14);
  private List<Object> shown = List.of();

  HopPane(Deck deck, VBox card) {
    this.deck = deck;
    HBox head =
        Parts.row(
            8,
            Parts.label(say("hops.title"), "strong"),
            Parts.gap(),
            Parts.label(say("hops.source"), "source"));
    head.getStyleClass().add("card-head");
    body.setStyle("-fx-padding: 0 16 14 16;");
    card.getChildren().setAll(head, body);
  }

  private String say(String key, Object... args) {
    return deck.words().plain(key, args);
  }

  /// Anew when a hop was seen; what is under way counts on by the second.
  void tick() {
    HopClock clock = deck.history().hops();
    Optional<HopTrack> up = clock.last(Way.UP);
    Optional<HopTrack> down = clock.last(Way.DOWN);
    boolean isMoving =
        up.filter(track -> !track.isOver()).isPresent()
            || down.filter(track -> !track.isOver()).isPresent();
    List<Object> fresh = List.of(up, down, isMoving ? deck.now().getEpochSecond() : 0L);
    if (!fresh.equals(shown)) {
      shown = fresh;
      body.getChildren().setAll(part(Way.UP, up), part(Way.DOWN, down));
    }
  }

  /// A Pod's end, or the whole name of a group where no Pod is known yet.
  private String name(String subject) {
    ClusterSnapshot snapshot = deck.connection().frame().snapshot();
    return snapshot != null && snapshot.cluster().group(subject).isPresent()
        ? subject
        : Names.end(subject);
  }

  private Node part(Way way, Optional<HopTrack> track) {
    String word = way == Way.UP ? "up" : "down";
    VBox part = new VBox(8);
    part.setId("hops-" + word);
    if (track.isEmpty()) {
      part.getChildren().add(Parts.prose(say("hops.none." + word), "t2"));
      return part;
    }
    HopTrack one = track.get();
    SentenceView title =
        SentenceView.of(
            deck.words().sentence("hops." + word, Mark.name(name(one.subject()))), "quiet");
    HBox row = new HBox();
    one.steps().forEach(step -> row.getChildren().add(cell(one, step)));
    part.getChildren().addAll(title, row);
    slow(one).ifPresent(part.getChildren()::add);
    part.getChildren().add(Parts.label(usual(way), "source"));
    return part;
  }

  private Node cell(HopTrack track, Step step) {
    Region line = new Region();
    line.setPrefHeight(1);
    line.setMaxHeight(1);
    line.getStyleClass().add(step.state() == State.DONE ? "hop-line" : "hop-line-open");
    HBox.setHgrow(line, Priority.ALWAYS);
    boolean isLast = step.hop() == HopTrack.Hop.of(track.way()).getLast();
    line.setVisible(!isLast);
    HBox top = Parts.row(4, icon(track, step), line);
    String name = say("hop." + step.hop().name());
    String time = time(track, step);
    Label says = Parts.label(time, "mono");
    if (step.state() == State.NOW) {
      says.getStyleClass().add("ink-accent");
    }
    Label owner = Parts.label(say("hop.owner." + step.hop().name()), "source");
    VBox cell =
        new VBox(
            3,
            top,
            Parts.label(name, step.state() == State.NEXT ? "t2" : "strong", "small"),
            says,
            owner);
    cell.setMinWidth(0);
    cell.setPrefWidth(120);
    HBox.setHgrow(cell, Priority.ALWAYS);
    cell.setAccessibleText(name + ": " + time);
    return cell;
  }

  private static Node icon(HopTrack track, Step step) {
    return switch (step.state()) {
      case DONE -> Icons.of("mdi2c-check-circle-outline", "ink-pass");
      case MISSED -> Icons.of("mdi2h-help-circle-outline", "ink-unknown");
      case NOW ->
          Icons.of(
              track.isHeld() ? "mdi2p-pause-circle-outline" : "mdi2r-record-circle-outline",
              "ink-accent");
      case NEXT -> Icons.of("mdi2c-circle-outline", "ink-t3");
    };
  }

  private String time(HopTrack track, Step step) {
    return switch (step.state()) {
      case DONE ->
          step.took() == null
              ? deck.figures().clock(java.util.Objects.requireNonNull(step.at()))
              : deck.figures().age(step.took());
      case MISSED -> say("hops.missed");
      case NOW -> track.isHeld() ? say("hops.held") : say("hops.since", since(track));
      case NEXT -> "–";
    };
  }

  private String since(HopTrack track) {
    return deck.figures().age(waited(track));
  }

  private Duration waited(HopTrack track) {
    Instant latest = track.latest();
    Duration waited = latest == null ? Duration.ZERO : Duration.between(latest, deck.now());
    return waited.isNegative() ? Duration.ZERO : waited;
  }

  /// "KubeRay has had it for 41 s, usually 0.9 s."
  private Optional<Node> slow(HopTrack track) {
    return track.steps().stream()
        .filter(step -> step.state() == State.NOW && !track.isHeld())
        .findFirst()
        .flatMap(step -> {
          Duration usual = deck.history().hops().finished().usual(step.hop());
          Duration waited = waited(track);
          if (usual == null
              || waited.compareTo(Duration.ofSeconds(5)) <= 0
              || waited.compareTo(usual.multipliedBy(SLOW)) <= 0) {
            return Optional.empty();
          }
          return Optional.of(warning(step, waited, usual));
        });
  }

  private Node warning(Step step, Duration waited, Duration usual) {
    return Parts.label(
        say(
            "hops.slow",
            say("hop.owner." + step.hop().name()),
            deck.figures().age(waited),
            deck.figures().age(usual)),
        "ink-pending",
        "small");
  }

  private String usual(Way way) {
    FinishedTracks finished = deck.history().hops().finished();
    StringBuilder text = new StringBuilder();
    for (HopTrack.Hop hop : HopTrack.Hop.of(way)) {
      Duration usual = finished.usual(hop);
      if (usual != null) {
        text.append(text.isEmpty() ? "" : " · ")
            .append(say("hop." + hop.name()))
            .append(' ')
            .append(deck.figures().age(usual));
      }
    }
    return text.isEmpty()
        ? say("hops.noUsual")
        : say("hops.usual", text.toString(), finished.count(way));
  }
}
