package dev.raydeck.desktop.words;

import dev.raydeck.model.Health;
import dev.raydeck.model.ObjectHolder;
import dev.raydeck.model.ObjectHolding;
import dev.raydeck.model.RayNode;
import dev.raydeck.model.RayObjects;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Says who holds objects in an object store, and what about it is not known.
public final class Holders {
  private final Words words;

  public Holders(Words words) {
    this.words = words;
  }

  /// Why a node stays, as marked text; `holdings` is not empty, its biggest first.
  String holding(List<ObjectHolding> holdings, String name) {
    ObjectHolding first = holdings.getFirst();
    String holder =
        Mark.hold(
            first.holder() instanceof ObjectHolder.Driver driver
                ? words.plain("holder.theDriver", driver.jobId())
                : name(first.holder()));
    return first.isPlaced()
        ? words.say(
            "hold.NotBusy.objects",
            name,
            holder,
            first.objects().size(),
            bytes(first.bytes()),
            holdings.stream().filter(ObjectHolding::isPlaced).count() - 1)
        : words.say("hold.NotBusy.objects.maybe", name, holder, holdings.size() - 1);
  }

  /// `driver of job 02000000`, an actor's name, `worker process 1234`.
  public String name(ObjectHolder holder) {
    return switch (holder) {
      case ObjectHolder.Driver driver -> words.plain("holder.driver", driver.jobId());
      case ObjectHolder.OfActor actor -> actor.label();
      case ObjectHolder.Worker worker -> words.plain("holder.worker", Long.toString(worker.pid()));
    };
  }

  /// `26.5 MiB in 3 objects`.
  public String amount(ObjectHolding holding) {
    return words.plain("holder.amount", bytes(holding.bytes()), holding.objects().size());
  }

  /// What is to be known about the telling itself: that it was not told yet or cannot be, or not
  /// all of it.
  public List<String> notes(@Nullable RayObjects told, RayNode node, List<ObjectHolding> holdings) {
    if (told == null) {
      return List.of(words.plain("objects.asked"));
    }
    if (!told.health().isAnswering()) {
      return List.of(
          words.plain(unknownKey(told.health().state()), Troubles.say(words, told.health())));
    }
    List<String> notes = new ArrayList<>();
    if (holdings.isEmpty()) {
      notes.add(words.plain("objects.none", bytes(node.objectStoreUsedBytes())));
    } else if (holdings.stream().anyMatch(holding -> !holding.isPlaced())) {
      notes.add(words.plain("objects.unplaced"));
    }
    if (told.isTruncated()) {
      notes.add(words.plain("objects.truncated"));
    }
    if (told.warning() != null) {
      notes.add(words.plain("objects.warning", told.warning()));
    }
    return List.copyOf(notes);
  }

  private static String bytes(long bytes) {
    return Figures.bytes((double) bytes);
  }

  private static String unknownKey(Health.State state) {
    return state == Health.State.FORBIDDEN ? "objects.forbidden" : "objects.unknown";
  }
}
