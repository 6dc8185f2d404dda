package dev.raydeck.desktop.why;

import dev.raydeck.desktop.facts.Names;
import dev.raydeck.desktop.words.Answers;
import dev.raydeck.desktop.words.Figures;
import dev.raydeck.desktop.words.Mark;
import dev.raydeck.desktop.words.Sentence;
import dev.raydeck.desktop.words.Words;
import dev.raydeck.model.RayActor;
import dev.raydeck.model.ScalingDecision;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Says what would follow if a gate opened.
final class OpeningWords {
  private final Words words;
  private final Figures figures;
  private final Answers answers;

  OpeningWords(Words words, Figures figures, Answers answers) {
    this.words = words;
    this.figures = figures;
    this.answers = answers;
  }

  /// `name` is what the subject is called.
  Sentence say(GateOpening opening, String name) {
    String condition = condition(opening.way());
    String end = Mark.name(name);
    return switch (opening.way()) {
      case GateOpening.Way.ActorsKilled killed when opening.isRemoved() ->
          words.sentence("opening.goesLater", condition, end, figures.idle(killed.timeout()));
      case GateOpening.Way.WorkEnded ended when opening.isRemoved() ->
          words.sentence("opening.goesLater", condition, end, figures.idle(ended.timeout()));
      case GateOpening.Way.ClockThrough clock when opening.isRemoved() ->
          words.sentence("opening.goesThen", condition, end);
      case GateOpening.Way.MinReplicas min when !opening.isRemoved() -> other(opening, min, name);
      case GateOpening.Way.MaxReplicas max ->
          launches(opening, max.group())
              .map(now -> launches(condition, max, now))
              .orElseGet(() -> stays(opening, condition, name));
      default ->
          opening.isRemoved()
              ? words.sentence("opening.goesNext", condition, end)
              : stays(opening, condition, name);
    };
  }

  /// What a person would do for it, as words on a button; empty where there is nothing to press.
  Optional<String> action(GateOpening.Way way) {
    return switch (way) {
      case GateOpening.Way.ActorsKilled killed ->
          Optional.of(words.plain("why.kill", killed.actors().getFirst().label()));
      case GateOpening.Way.MinReplicas min ->
          Optional.of(words.plain("opening.setMin", Integer.toString(min.to())));
      case GateOpening.Way.MaxReplicas max ->
          Optional.of(words.plain("opening.setMax", Integer.toString(max.to())));
      case GateOpening.Way.ConstraintCleared cleared ->
          Optional.of(words.plain("opening.copyClear"));
      case GateOpening.Way.WorkEnded ended -> Optional.empty();
      case GateOpening.Way.ClockThrough clock -> Optional.empty();
      case GateOpening.Way.DemandGone gone -> Optional.empty();
    };
  }

  private String condition(GateOpening.Way way) {
    return switch (way) {
      case GateOpening.Way.ActorsKilled killed -> killed(killed.actors());
      case GateOpening.Way.WorkEnded ended ->
          words.say(ended.isForObjects() ? "opening.if.objectsLetGo" : "opening.if.workEnded");
      case GateOpening.Way.ClockThrough clock -> words.say("opening.if.clock");
      case GateOpening.Way.MinReplicas min ->
          words.say("opening.if.min", Integer.toString(min.to()), min.group());
      case GateOpening.Way.MaxReplicas max ->
          words.say("opening.if.max", Integer.toString(max.to()), max.group());
      case GateOpening.Way.ConstraintCleared cleared -> words.say("opening.if.constraint");
      case GateOpening.Way.DemandGone gone -> words.say("opening.if.demand");
    };
  }

  private String killed(List<RayActor> actors) {
    return actors.size() == 1
        ? words.say("opening.if.killed", actors.getFirst().label())
        : words.say("opening.if.killedMany", actors.size());
  }

  /// The group loses another worker first, if any.
  private Sentence other(GateOpening opening, GateOpening.Way.MinReplicas min, String name) {
    String condition = condition(min);
    return opening.after().terminations().stream()
        .filter(gone -> gone.group().equals(min.group()))
        .map(ScalingDecision.Termination::podName)
        .filter(Objects::nonNull)
        .findFirst()
        .map(pod -> words.sentence("opening.goesFirst", condition, Mark.name(Names.end(pod))))
        .orElseGet(() -> stays(opening, condition, name));
  }

  private Sentence stays(GateOpening opening, String condition, String name) {
    return words.sentence("opening.stays", condition).then(answers.answer(opening.verdict(), name));
  }

  private Sentence launches(String condition, GateOpening.Way.MaxReplicas max, int now) {
    return now < max.workers()
        ? words.sentence("opening.launches", condition, now, max.group(), max.workers())
        : words.sentence("opening.launchesAll", condition, now, max.group());
  }

  private static Optional<Integer> launches(GateOpening opening, String group) {
    return Optional.of(opening.after().asksFor(group)).filter(count -> count > 0);
  }
}
