package dev.raydeck.desktop.live;

import dev.raydeck.desktop.words.DecisionLine;
import dev.raydeck.desktop.words.Decisions;
import dev.raydeck.desktop.words.Times;
import dev.raydeck.model.ResourceRequest;
import java.util.ArrayList;
import java.util.List;

/// The log of decisions as lines, newest first. An infeasible request is told when it first
/// appears.
public final class DecisionLog {
  private DecisionLog() {}

  public static List<DecisionLine> lines(History history, Decisions decisions, int most) {
    List<LoggedDecision> logged = history.decisions();
    List<DecisionLine> lines = new ArrayList<>();
    for (int i = 0; i < logged.size() && lines.size() < most; i++) {
      LoggedDecision entry = logged.get(i);
      List<ResourceRequest> known =
          i + 1 < logged.size() ? logged.get(i + 1).decision().requests() : List.of();
      lines.addAll(
          decisions.lines(
              entry.decision(),
              Times.of(entry.mode(), entry.turn(), entry.times()),
              entry.workers(),
              known,
              entry.breakpoints(),
              entry.shadow()));
    }
    return lines.size() > most ? List.copyOf(lines.subList(0, most)) : lines;
  }
}
