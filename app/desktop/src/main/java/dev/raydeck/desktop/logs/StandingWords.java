package dev.raydeck.desktop.logs;

import dev.raydeck.cluster.kube.LogPlace;
import dev.raydeck.desktop.words.Words;
import java.util.List;

/// How what is followed stands, in words: the worst of it.
final class StandingWords {
  private StandingWords() {}

  static String of(LogsModel model, Words words) {
    List<LogPlace> places = model.places();
    List<LogsModel.Standing> standings = model.standings();
    int worst = 0;
    for (int i = 1; i < standings.size(); i++) {
      if (standings.get(i).state().compareTo(standings.get(worst).state()) > 0) {
        worst = i;
      }
    }
    LogsModel.Standing one = standings.get(worst);
    String name = places.get(worst).container();
    return switch (one.state()) {
      case OPENING -> words.plain("logs.opening");
      case OPEN -> words.plain(model.isPaused() ? "logs.paused" : "logs.live");
      case WAITING -> words.plain("logs.waiting", name, one.words());
      case ENDED -> words.plain("logs.ended", name);
      case ABSENT -> words.plain("logs.absent", one.words());
      case FORBIDDEN -> words.plain("logs.forbidden", one.words());
      case LOST -> words.plain("logs.lost", one.words());
    };
  }
}
