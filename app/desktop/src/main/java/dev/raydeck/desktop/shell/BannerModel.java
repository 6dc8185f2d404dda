package dev.raydeck.desktop.shell;

import dev.raydeck.desktop.facts.ClusterFacts;
import dev.raydeck.desktop.kit.Banner.Look;
import dev.raydeck.desktop.kit.Banner.Weight;
import dev.raydeck.desktop.live.Deck;
import dev.raydeck.desktop.live.Place;
import dev.raydeck.desktop.words.StopWords;
import dev.raydeck.desktop.words.Troubles;
import dev.raydeck.model.Breakpoints;
import dev.raydeck.model.Health;
import dev.raydeck.model.Lint;
import dev.raydeck.model.ScalingDecision;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The one banner that matters now, by rank: our own fault, no right, no such cluster, lost, Ray
/// lost, head not ready, a breakpoint that holds, a spec Ray cannot read, a forbidden part, an
/// insecure connection.
final class BannerModel {
  private final Deck deck;
  private final Supplier<Place> place;

  BannerModel(Deck deck, Supplier<Place> place) {
    this.deck = deck;
    this.place = place;
  }

  @Nullable Look banner(ClusterFacts facts) {
    return switch (facts.standing()) {
      case TROUBLE ->
          look(
              Weight.DANGER,
              "mdi2a-alert-octagon-outline",
              "banner.trouble",
              Troubles.say(deck.words(), Objects.requireNonNull(facts.frame().trouble())));
      case FORBIDDEN ->
          health(Weight.NOTE, "mdi2k-key-outline", "banner.forbidden", facts.frame().apiServer());
      case ABSENT -> health(Weight.NOTE, "mdi2t-tray", "banner.absent", facts.frame().apiServer());
      case LOADING, RAY_UNREAD -> null;
      case LOST ->
          facts.snapshot() == null
              ? unreachable(facts.frame().apiServer())
              : lost("banner.lost", facts.frame().apiServer(), facts);
      case RAY_LOST -> rayLost(facts);
      case HEAD_NOT_READY -> headNotReady(facts);
      case LIVE -> live(facts);
    };
  }

  private Look look(Weight weight, String icon, String key, @Nullable Object... args) {
    Object[] said = new Object[args.length];
    for (int i = 0; i < args.length; i++) {
      said[i] = Objects.requireNonNullElse(args[i], "");
    }
    String action = weight == Weight.DANGER ? null : deck.words().plain("banner.lookAgain");
    return new Look(weight, icon, deck.words().sentence(key, said), action);
  }

  private Look health(Weight weight, String icon, String key, Health health) {
    return look(weight, icon, key, Troubles.say(deck.words(), health));
  }

  private Look lost(String key, Health health, ClusterFacts facts) {
    Instant since = Objects.requireNonNullElse(health.since(), facts.frame().at());
    Duration age = Objects.requireNonNullElse(facts.age(deck.now()), Duration.ZERO);
    return look(
        Weight.WARN,
        "mdi2c-cloud-alert",
        key,
        deck.figures().clock(since),
        deck.figures().age(age),
        nextTry(health));
  }

  private Look unreachable(Health api) {
    return look(
        Weight.WARN,
        "mdi2c-cloud-alert",
        "banner.unreachable",
        withoutStop(Troubles.say(deck.words(), api)),
        nextTry(api));
  }

  /// A server's own words end as they please.
  private static String withoutStop(String sentence) {
    return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
  }

  private Look rayLost(ClusterFacts facts) {
    Health head = facts.frame().rayHead();
    return head.state() == Health.State.FORBIDDEN
        ? health(Weight.NOTE, "mdi2k-key-outline", "banner.rayForbidden", head)
        : lost("banner.rayLost", head, facts);
  }

  private String nextTry(Health health) {
    Instant next = health.nextTry();
    if (next == null || !next.isAfter(deck.now())) {
      return deck.words().plain("banner.tryingNow");
    }
    return deck.words()
        .plain("banner.nextTry", deck.figures().remaining(Duration.between(deck.now(), next)));
  }

  private Look headNotReady(ClusterFacts facts) {
    Health head = facts.frame().rayHead();
    if (head.state() == Health.State.FORBIDDEN) {
      return health(Weight.NOTE, "mdi2k-key-outline", "banner.rayForbidden", head);
    }
    return facts
        .head()
        .map(node ->
            look(
                Weight.WARN,
                "mdi2a-alert-outline",
                "banner.headNotReady",
                node.pod().displayStatus(),
                Troubles.say(deck.words(), head)))
        .orElseGet(() -> look(Weight.WARN, "mdi2a-alert-outline", "banner.noHead"));
  }

  private @Nullable Look live(ClusterFacts facts) {
    Breakpoints.Stop stop = facts.frame().breakpoints().stop();
    if (stop != null && place.get() != Place.AUTOSCALER) {
      return new Look(
          Weight.WARN,
          "mdi2p-pause",
          new StopWords(deck.words(), deck.figures()).headline(stop, facts, deck.idleNow(facts)),
          deck.words().plain("stop.decide"),
          () -> deck.desk().go(Place.AUTOSCALER));
    }
    Optional<Lint> error = error(facts.decision());
    if (error.isPresent()) {
      Lint lint = error.get();
      return new Look(
          Weight.DANGER,
          "mdi2a-alert-octagon-outline",
          deck.words().sentence("banner.lint", lint.field(), lint.found(), lint.wanted()),
          null);
    }
    Optional<String> refusal = facts.replicaFailure();
    if (refusal.isPresent()) {
      return new Look(
          Weight.WARN,
          "mdi2a-alert-outline",
          deck.words().sentence("banner.replicaFailure", refusal.get()),
          null);
    }
    Health api = facts.frame().apiServer();
    if (api.state() == Health.State.SLOW && api.trouble() != null) {
      return health(Weight.NOTE, "mdi2c-cloud-alert", "banner.note", api);
    }
    return null;
  }

  private static Optional<Lint> error(@Nullable ScalingDecision decision) {
    return decision == null
        ? Optional.empty()
        : decision.lints().stream()
            .filter(lint -> lint.severity() == Lint.Severity.ERROR)
            .findFirst();
  }
}
