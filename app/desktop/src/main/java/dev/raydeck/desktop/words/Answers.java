package dev.raydeck.desktop.words;

import dev.raydeck.model.Gate;
import dev.raydeck.model.Mode;
import dev.raydeck.model.Reason;
import dev.raydeck.model.Verdict;
import java.util.Optional;
import java.util.stream.Collectors;

/// Says a [Verdict] in one sentence: what holds its subject or, where nothing does, what becomes of
/// it and by which figures.
public final class Answers {
  private final Words words;
  private final Figures figures;
  private final Reasons reasons;

  public Answers(Words words, Figures figures, Reasons reasons) {
    this.words = words;
    this.figures = figures;
    this.reasons = reasons;
  }

  /// `name` is what the subject is called where this is said: a Pod, a group, a shape. What would
  /// be decided: no turn was taken.
  public Sentence answer(Verdict verdict, String name) {
    return answer(verdict, name, Mode.OBSERVE);
  }

  /// What was decided. Only in DRIVE was that a turn; else the autoscaler has yet to do it.
  public Sentence answer(Verdict verdict, String name, Mode mode) {
    Optional<Reason> holding =
        verdict.holding().map(Gate::reason).map(found -> sooner(found, verdict));
    if (holding.isEmpty()) {
      return Sentence.of(outcome(verdict, name, mode == Mode.DRIVE));
    }
    return Sentence.of(
        verdict.subject() instanceof Verdict.Subject.Group
            ? sized(holding.get(), name)
            : reasons.holding(holding.get(), name));
  }

  /// Workers are on their way, but not all at once: the launch rate that bites says more.
  private static Reason sooner(Reason holding, Verdict verdict) {
    if (!(holding instanceof Reason.CoveredByPendingNodes)) {
      return holding;
    }
    return reason(verdict, Reason.LaunchRateAllows.class)
        .filter(rate -> rate.allowed() < rate.wanted())
        .map(Reason.class::cast)
        .orElse(holding);
  }

  /// Of a group a gate does not say why it stays but why it does not grow.
  private String sized(Reason reason, String group) {
    String name = Mark.name(group);
    return switch (reason) {
      case Reason.FitsRunningNodes r ->
          r.wanted() == 0
              ? words.say("sized.nothingWaits", name)
              : words.say("sized.FitsRunningNodes", name, r.placed());
      case Reason.FitsSomeGroup r -> unfit(r, name);
      case Reason.BelowMaxReplicas r ->
          words.say("sized.BelowMaxReplicas", name, Mark.hold("maxReplicas, " + r.max()));
      case Reason.BelowMaxNodes r -> words.say("sized.BelowMaxNodes", name, r.max());
      case Reason.ScoredBest r when !r.candidates().isEmpty() ->
          words.say("sized.ScoredBest", name, Mark.hold(r.candidates().getFirst().group()));
      default -> reasons.holding(reason, group);
    };
  }

  private String unfit(Reason.FitsSomeGroup fits, String name) {
    String gap =
        fits.misses().stream()
            .filter(miss -> miss.labelsMatch() && !miss.missing().isEmpty())
            .map(miss -> Figures.missing(miss.missing()))
            .distinct()
            .collect(Collectors.joining(", "));
    return gap.isEmpty()
        ? words.say("sized.FitsSomeGroup.labels", name)
        : words.say("sized.FitsSomeGroup", name, Mark.hold(gap));
  }

  private String outcome(Verdict verdict, String subject, boolean isTurn) {
    String name = Mark.name(subject);
    return switch (verdict.outcome()) {
      case KEEP -> words.say("answer.keep", name);
      case REMOVE ->
          reason(verdict, Reason.IdleLongerThanTimeout.class)
              .map(clock ->
                  words.say(
                      "answer.removeIdle",
                      name,
                      figures.idle(clock.idle()),
                      figures.idle(clock.timeout())))
              .orElseGet(() -> words.say("answer.remove", name));
      case LAUNCH ->
          reason(verdict, Reason.LaunchRateAllows.class)
              .filter(rate -> rate.allowed() > 0)
              .map(rate ->
                  words.say(
                      isTurn ? "answer.launchCount" : "answer.launchCountNext",
                      name,
                      rate.allowed()))
              .orElseGet(() -> words.say(isTurn ? "answer.launch" : "answer.launchNext", name));
      case HOLD_SIZE -> words.say("answer.holdSize", name);
      case SERVED -> words.say("answer.served", name);
      case COVERED -> words.say("answer.covered", name);
      case WAITS -> words.say("answer.waits", name);
      case INFEASIBLE -> words.say("answer.infeasible", name);
    };
  }

  private static <R extends Reason> Optional<R> reason(Verdict verdict, Class<R> kind) {
    return verdict.gates().stream()
        .map(Gate::reason)
        .filter(kind::isInstance)
        .map(kind::cast)
        .findFirst();
  }
}
