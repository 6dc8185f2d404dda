package dev.raydeck.desktop.actors;

import dev.raydeck.desktop.facts.ClusterFacts;
import dev.raydeck.desktop.facts.Names;
import dev.raydeck.desktop.kit.LiveCell;
import dev.raydeck.desktop.kit.LiveTable;
import dev.raydeck.desktop.live.Deck;
import dev.raydeck.desktop.words.Figures;
import dev.raydeck.model.RayActor;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.function.Function;
import javafx.scene.control.TableColumn;

/// The columns of the Actors table.
final class ActorsTable {
  /// A column may be this part of its width where the table is narrow, and then the table scrolls.
  private static final double LEAST = 0.8;

  private final Deck deck;
  private final LiveTable<ActorRow> table;
  private ClusterFacts shown;

  ActorsTable(Deck deck, LiveTable<ActorRow> table) {
    this.deck = deck;
    this.table = table;
    this.shown = ClusterFacts.of(deck.connection().frame());
    table.natural(
        Comparator.<ActorRow>comparingInt(row -> row.actor().state() == RayActor.State.DEAD ? 1 : 0)
            .thenComparing(row -> row.actor().label())
            .thenComparing(ActorRow::id));
    table.grow(column("name", 180, RayActor::label, this::name, "mono"));
    column("class", 140, RayActor::className, (c, r) -> c.say(r.actor().className(), null));
    // The longest state is worth its room: cut, it says nothing.
    column("state", 196, RayActor::state, this::state).setMinWidth(196);
    column(
        "namespace",
        150,
        RayActor::namespace,
        (c, r) -> c.say(r.actor().namespace(), null),
        "quiet");
    column(
        "worker",
        110,
        actor -> Objects.requireNonNullElse(actor.nodeId(), ""),
        this::worker,
        "mono");
    column("asks", 170, actor -> Figures.shape(actor.required()), this::asks, "mono");
    column("lifetime", 90, RayActor::isDetached, this::lifetime, "quiet");
    column(
        "alive",
        110,
        actor -> Objects.requireNonNullElse(actor.startedAt(), Instant.MAX),
        this::alive,
        "mono",
        "right");
  }

  void show(ClusterFacts facts) {
    shown = facts;
  }

  private <U extends Comparable<? super U>> TableColumn<ActorRow, ActorRow> column(
      String word,
      double width,
      Function<RayActor, U> key,
      LiveTable.Render<ActorRow> render,
      String... styles) {
    TableColumn<ActorRow, ActorRow> column =
        table.column(
            deck.words().plain("column." + word),
            width,
            Comparator.comparing(row -> key.apply(row.actor())),
            render,
            styles);
    column.setId("column-" + word);
    column.setMinWidth(width * LEAST);
    return column;
  }

  private void name(LiveCell<ActorRow> cell, ActorRow row) {
    cell.say(row.actor().label(), row.actor().isSystem() ? "ink-t3" : null);
  }

  private void state(LiveCell<ActorRow> cell, ActorRow row) {
    String ink =
        switch (row.actor().state()) {
          case ALIVE -> "ink-pass";
          case DEPENDENCIES_UNREADY, PENDING_CREATION, RESTARTING -> "ink-pending";
          case DEAD -> "ink-t3";
        };
    cell.say(
        "● " + row.actor().state().name(), shown.standing().isRayStale() ? "ink-unknown" : ink);
  }

  private void worker(LiveCell<ActorRow> cell, ActorRow row) {
    String end =
        shown
            .nodeOf(row.actor())
            .map(node -> node.isHead() ? Names.alone(node.pod().name()) : node.end())
            .orElse("–");
    cell.say(end, end.equals("–") ? "ink-t3" : "ink-accent");
  }

  private void asks(LiveCell<ActorRow> cell, ActorRow row) {
    cell.say(
        row.actor().required().isEmpty() ? "–" : Figures.shape(row.actor().required()),
        row.actor().required().isEmpty() ? "ink-t3" : null);
  }

  private void lifetime(LiveCell<ActorRow> cell, ActorRow row) {
    cell.say(
        deck.words()
            .plain(
                row.actor().isSystem()
                    ? "actor.system"
                    : row.actor().isDetached() ? "actor.detached" : "actor.withJob"),
        null);
  }

  private void alive(LiveCell<ActorRow> cell, ActorRow row) {
    Instant started = row.actor().startedAt();
    Instant ended = row.actor().endedAt();
    if (started == null) {
      cell.say("–", "ink-t3");
    } else {
      Instant until =
          ended == null || row.actor().state() != RayActor.State.DEAD ? deck.now() : ended;
      cell.say(deck.figures().duration(Duration.between(started, until)), null);
    }
  }
}
