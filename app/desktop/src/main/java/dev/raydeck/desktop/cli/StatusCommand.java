package dev.raydeck.desktop.cli;

import dev.raydeck.cluster.session.ClusterSession;
import dev.raydeck.cluster.session.SessionSettings;
import dev.raydeck.desktop.cli.ClusterOptions.Target;
import dev.raydeck.desktop.cli.ClusterOptions.UsageProblem;
import dev.raydeck.desktop.facts.ClusterFacts;
import dev.raydeck.desktop.words.Language;
import dev.raydeck.desktop.words.Troubles;
import dev.raydeck.desktop.words.Words;
import dev.raydeck.engine.AutoscalerText;
import dev.raydeck.model.ClusterSnapshot;
import dev.raydeck.model.Mode;
import dev.raydeck.model.NodeKind;
import dev.raydeck.model.RayPod;
import dev.raydeck.model.RayState;
import dev.raydeck.model.ScalingDecision;
import dev.raydeck.model.SessionFrame;
import dev.raydeck.model.Verdict;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `raydeck status`: facts and verdicts of one RayCluster, once.
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = "Prints what a RayCluster is and why, once.")
final class StatusCommand implements Callable<Integer> {
  private static final String HEAD = "head";
  private static final Words ENGLISH = new Words(Language.ENGLISH);

  @Mixin private final ClusterOptions options = new ClusterOptions();

  @Option(
      names = "--why",
      paramLabel = "POD",
      description =
          "the gate chain of one Pod or group; the end of its name is enough, head is the head")
  private @Nullable String why;

  @Option(names = "-o", paramLabel = "json", description = "json: everything, for programs")
  private @Nullable String output;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    if (output != null && !output.equals("json")) {
      return refuse("-o: " + output + " is not known; it may be json");
    }
    InstantSource clock = InstantSource.system();
    try {
      Target target = options.target(clock);
      return print(firstLook(target, clock));
    } catch (UsageProblem e) {
      return refuse(String.valueOf(e.getMessage()));
    }
  }

  private static SessionFrame firstLook(Target target, InstantSource clock)
      throws UsageProblem, InterruptedException {
    FirstLook look = new FirstLook();
    try (ClusterSession _ =
        ClusterSession.open(
            target.access(), target.ref(), SessionSettings.observing(clock), look)) {
      return look.await();
    }
  }

  private int print(SessionFrame frame) {
    PrintWriter out = spec.commandLine().getOut();
    ClusterSnapshot snapshot = frame.snapshot();
    if (snapshot == null) {
      return refuse(Troubles.say(ENGLISH, frame.apiServer()));
    }
    if (output != null) {
      out.println(JsonText.of(frame));
      out.flush();
      return 0;
    }
    ScalingDecision decision = frame.decision();
    RayState ray = snapshot.ray();
    VerdictText text = new VerdictText(Mode.OBSERVE);
    if (why != null) {
      return printWhy(out, text, decision, why.equals(HEAD) ? head(snapshot) : why);
    }
    text.pods(snapshot.cluster(), ClusterFacts.of(frame), snapshot.takenAt()).forEach(out::println);
    out.println();
    if (ray == null) {
      out.println("Ray head: " + Troubles.say(ENGLISH, frame.rayHead()));
    } else {
      out.println(AutoscalerText.status(snapshot, ray, ZoneId.systemDefault()));
    }
    if (decision != null) {
      out.println();
      out.println("Why");
      decision.verdicts().forEach(verdict -> out.println(" " + text.sentence(verdict)));
      decision.lints().forEach(lint -> out.println(" " + VerdictText.lint(lint)));
    }
    out.flush();
    return 0;
  }

  private static String head(ClusterSnapshot snapshot) {
    return snapshot.pods().stream()
        .filter(pod -> pod.kind() == NodeKind.HEAD && !pod.isTerminating())
        .map(RayPod::name)
        .findFirst()
        .orElse(HEAD);
  }

  private int printWhy(
      PrintWriter out, VerdictText text, @Nullable ScalingDecision decision, String wanted) {
    Optional<Verdict> verdict =
        decision == null
            ? Optional.empty()
            : decision.verdicts().stream().filter(one -> isAbout(one, wanted)).findFirst();
    if (verdict.isEmpty()) {
      return refuse("--why: this cluster has no Pod and no group " + wanted);
    }
    out.println(text.sentence(verdict.get()));
    verdict.get().gates().forEach(gate -> out.println("  " + text.line(gate)));
    out.flush();
    return 0;
  }

  private static boolean isAbout(Verdict verdict, String wanted) {
    return switch (verdict.subject()) {
      case Verdict.Subject.Node node -> node.podName() != null && node.podName().endsWith(wanted);
      case Verdict.Subject.Group group -> group.name().equals(wanted);
      case Verdict.Subject.Demand _, Verdict.Subject.Gang _, Verdict.Subject.Constraint _ -> false;
    };
  }

  private int refuse(String message) {
    PrintWriter err = spec.commandLine().getErr();
    err.println("raydeck status: " + message);
    err.flush();
    return 2;
  }
}
