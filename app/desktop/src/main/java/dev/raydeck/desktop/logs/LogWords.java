package dev.raydeck.desktop.logs;

import dev.raydeck.desktop.live.Deck;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The words of the Logs screen for levels, events and containers. `sources` are the followed
/// containers' short names; one alone is not named at each line.
record LogWords(Deck deck, List<String> sources) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);

  LogWords {
    sources = List.copyOf(sources);
  }

  String time(@Nullable Instant at) {
    ZoneId zone = deck.figures().zone();
    return at == null ? "" : TIME.withZone(zone).format(at);
  }

  String source(int source) {
    return sources.size() < 2 || source >= sources.size() ? "" : sources.get(source);
  }

  String letter(LogLevel level) {
    return level == LogLevel.INFO ? " " : level.name().substring(0, 1);
  }

  String level(LogLevel level) {
    return deck.words().plain("log.level." + level.name().toLowerCase(Locale.ROOT));
  }

  String event(LogEvent event) {
    Object[] details = event.details().toArray();
    return switch (event.kind()) {
      case ADD -> deck.words().plain("log.event.add", details);
      case REMOVE -> deck.words().plain("log.event.remove", details[0], details[1], cause(event));
      case RESIZE -> deck.words().plain("log.event.resize", details);
      case DRAIN -> deck.words().plain("log.event.drain", details);
      case DRAIN_REFUSED -> deck.words().plain("log.event.drainRefused", details);
      case STATUS -> deck.words().plain("log.event.status", details);
      case REQUEST -> deck.words().plain("log.event.request", details);
      case TERMINATE -> deck.words().plain("log.event.terminate", details);
      case INFEASIBLE -> deck.words().plain("log.event.infeasible", details);
      case START -> deck.words().plain("log.event.start");
      case RESTART -> deck.words().plain("log.event.restart");
    };
  }

  private String cause(LogEvent event) {
    String cause = event.details().get(2);
    return cause.equals("idle") ? deck.words().plain("state.idle") : cause;
  }

  static String icon(LogEvent.Kind kind) {
    return switch (kind) {
      case ADD -> "mdi2a-arrow-up-thin";
      case REMOVE, TERMINATE, DRAIN -> "mdi2a-arrow-down-thin";
      case INFEASIBLE, DRAIN_REFUSED -> "mdi2a-alert-outline";
      case START, RESTART -> "mdi2p-play";
      case RESIZE, STATUS, REQUEST -> "mdi2t-tune-variant";
    };
  }
}
