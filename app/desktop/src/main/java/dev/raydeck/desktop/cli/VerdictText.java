package dev.raydeck.desktop.cli;

import dev.raydeck.desktop.facts.ClusterFacts;
import dev.raydeck.desktop.words.Answers;
import dev.raydeck.desktop.words.Clauses;
import dev.raydeck.desktop.words.Figures;
import dev.raydeck.desktop.words.GateLine;
import dev.raydeck.desktop.words.Language;
import dev.raydeck.desktop.words.Reasons;
import dev.raydeck.desktop.words.Words;
import dev.raydeck.model.Gate;
import dev.raydeck.model.Lint;
import dev.raydeck.model.Mode;
import dev.raydeck.model.RayCluster;
import dev.raydeck.model.Verdict;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/// Facts and verdicts as lines for a terminal, in the window's words.
final class VerdictText {
  private final Reasons reasons;
  private final Answers answers;
  private final PodTable pods;
  private final Mode mode;

  /// `mode` is that in which was decided: only in DRIVE was it a turn.
  VerdictText(Mode mode) {
    this.mode = mode;
    Words words = new Words(Language.ENGLISH);
    Figures figures = new Figures(words, ZoneId.systemDefault());
    this.reasons = new Reasons(words, figures);
    this.answers = new Answers(words, figures, reasons);
    this.pods = new PodTable(new Clauses(words, figures), figures);
  }

  String sentence(Verdict verdict) {
    String subject = subject(verdict.subject());
    return "%-10s  %s".formatted(verdict.outcome(), answers.answer(verdict, subject, mode).plain());
  }

  List<String> pods(RayCluster cluster, ClusterFacts facts, Instant now) {
    return pods.lines(cluster, facts, now);
  }

  String line(Gate gate) {
    GateLine line = reasons.line(gate);
    String mark =
        switch (gate.state()) {
          case PASSES -> "passes     ";
          case HOLDS -> "HOLDS      ";
          case NOT_REACHED -> "not reached";
        };
    return mark + "  " + line.rule() + ": " + line.value() + " (" + line.source() + ")";
  }

  static String lint(Lint lint) {
    return lint.severity() + " " + lint.field() + ": " + lint.found() + "; wanted " + lint.wanted();
  }

  private static String subject(Verdict.Subject subject) {
    return switch (subject) {
      case Verdict.Subject.Node node ->
          node.podName() == null ? String.valueOf(node.nodeId()) : node.podName();
      case Verdict.Subject.Group group -> group.name();
      case Verdict.Subject.Demand demand ->
          Figures.shape(demand.demand().request()) + " × " + demand.demand().count();
      case Verdict.Subject.Gang gang -> gang.gang().details();
      case Verdict.Subject.Constraint _ -> "request_resources()";
    };
  }
}
