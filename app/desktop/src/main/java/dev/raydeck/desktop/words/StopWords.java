package dev.raydeck.desktop.words;

import dev.raydeck.desktop.facts.ClusterFacts;
import dev.raydeck.desktop.facts.Names;
import dev.raydeck.desktop.facts.NodeFacts;
import dev.raydeck.model.Breakpoints.Answer;
import dev.raydeck.model.Breakpoints.Stop;
import dev.raydeck.model.Intent;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Says what a breakpoint holds back, and how the last question ended.
public final class StopWords {
  private static final int NAMED = 3;

  private final Words words;
  private final Figures figures;

  public StopWords(Words words, Figures figures) {
    this.words = words;
    this.figures = figures;
  }

  /// `launch`, `removal` or `both`: the last part of the message keys.
  public static String kind(Intent intent) {
    if (intent.removals().isEmpty()) {
      return "launch";
    }
    return intent.launches().isEmpty() ? "removal" : "both";
  }

  /// "Held before a removal: d2mfr, idle 61 s."; the idle time is as of `now`.
  public Sentence headline(Stop stop, ClusterFacts facts, Instant now) {
    Intent intent = stop.intent();
    String idle =
        intent.launches().isEmpty() && intent.removals().size() == 1
            ? idle(facts, intent.removals().getFirst(), now)
            : null;
    return idle == null
        ? words.sentence("stop." + kind(intent), what(intent))
        : words.sentence("stop.removalIdle", what(intent), idle);
  }

  private @Nullable String idle(ClusterFacts facts, String pod, Instant now) {
    Optional<NodeFacts> node =
        facts.workers().stream().filter(each -> each.pod().name().equals(pod)).findFirst();
    Duration idle = node.map(each -> each.idle(now)).orElse(null);
    return idle == null ? null : figures.idle(idle);
  }

  public Sentence detail(Stop stop, Instant now) {
    return words.sentence(
        "stop.detail",
        figures.clock(stop.decidedAt()),
        figures.age(Duration.between(stop.since(), now)));
  }

  public String badge(Stop stop) {
    return words.plain("stop.badge." + kind(stop.intent()));
  }

  public String go(Intent intent) {
    return words.plain("stop.go." + kind(intent), what(intent));
  }

  public String skip(Intent intent) {
    return words.plain("stop.skip." + kind(intent), intent.removals().size());
  }

  /// How the last question ended; `again` is when what was skipped is asked for again.
  public Sentence answer(Answer answer, @Nullable Instant again) {
    String key = "stop.answer." + answer.kind().name();
    String at =
        figures.clock(answer.kind() == Answer.Kind.SKIPPED && again != null ? again : answer.at());
    return words.sentence(key, what(answer.intent()), at);
  }

  /// What is about to happen, marked: "2 small-group, d2mfr".
  public String what(Intent intent) {
    String launches =
        intent.launches().entrySet().stream()
            .map(entry -> Mark.strong(entry.getValue() + " × " + entry.getKey()))
            .collect(Collectors.joining(", "));
    String removals =
        intent.removals().size() > NAMED
            ? words.say("decision.workers", intent.removals().size())
            : intent.removals().stream()
                .map(Names::end)
                .map(Mark::name)
                .collect(Collectors.joining(", "));
    return launches.isEmpty() || removals.isEmpty()
        ? launches + removals
        : launches + ", " + removals;
  }
}
