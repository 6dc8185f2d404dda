package dev.raydeck.desktop.cli;

import dev.raydeck.cluster.session.ClusterSession;
import dev.raydeck.cluster.session.ModeChange;
import dev.raydeck.cluster.session.SessionSettings;
import dev.raydeck.desktop.cli.ClusterOptions.Target;
import dev.raydeck.desktop.cli.ClusterOptions.UsageProblem;
import dev.raydeck.desktop.words.Language;
import dev.raydeck.desktop.words.Troubles;
import dev.raydeck.desktop.words.Words;
import dev.raydeck.engine.RayLog;
import dev.raydeck.model.Mode;
import dev.raydeck.model.ScalingDecision;
import dev.raydeck.model.SessionFrame;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `raydeck drive`: the embedded autoscaler against a cluster, without a window.
@Command(
    name = "drive",
    mixinStandardHelpOptions = true,
    description =
        "Runs the embedded autoscaler against a RayCluster whose enableInTreeAutoscaling is not true.")
final class DriveCommand implements Callable<Integer> {
  private static final Words ENGLISH = new Words(Language.ENGLISH);

  @Mixin private final ClusterOptions options = new ClusterOptions();

  @Option(
      names = "--interval",
      paramLabel = "SECONDS",
      defaultValue = "5",
      description = "between two turns; default: ${DEFAULT-VALUE}")
  private int intervalSeconds;

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec spec;

  private @Nullable Instant printed;

  @Override
  public Integer call() throws InterruptedException {
    if (intervalSeconds < 1 || intervalSeconds > 3600) {
      return refuse("--interval: " + intervalSeconds + " is out of range; it may be 1 to 3600");
    }
    InstantSource clock = InstantSource.system();
    try {
      return drive(options.target(clock), clock);
    } catch (UsageProblem e) {
      return refuse(String.valueOf(e.getMessage()));
    }
  }

  private int drive(Target target, InstantSource clock) throws InterruptedException, UsageProblem {
    SessionSettings settings =
        new SessionSettings(
            Mode.OBSERVE, Duration.ofSeconds(intervalSeconds), clock, false, line -> {}, null);
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    FirstLook look = new FirstLook();
    try (ClusterSession session =
        ClusterSession.open(target.access(), target.ref(), settings, look.andThen(this::print))) {
      SessionFrame first = look.await();
      if (first.snapshot() == null) {
        return refuse(Troubles.say(ENGLISH, first.apiServer()));
      }
      ModeChange change =
          session.mode(Mode.DRIVE).get(FirstLook.PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (change.refusal() != null) {
        return refuse(Troubles.say(ENGLISH, change.refusal()));
      }
      say("drives " + target.ref() + ", a turn every " + intervalSeconds + " s; Ctrl-C ends it");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> interrupt(asked, ended), "stop"));
      asked.await();
      return 0;
    } catch (ExecutionException e) {
      return refuse(Problems.reason(e));
    } catch (TimeoutException e) {
      return refuse("the cluster did not answer within " + FirstLook.PATIENCE_SECONDS + " s");
    } finally {
      ended.countDown();
    }
  }

  /// Ctrl-C: the program goes when the session has ended and given its Lease back.
  private static void interrupt(CountDownLatch asked, CountDownLatch ended) {
    asked.countDown();
    try {
      if (!ended.await(10, TimeUnit.SECONDS)) {
        System.err.println("raydeck drive: the session did not end within 10 s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// One line a decision that did something, in Ray's words, and one for what became of it.
  private synchronized void print(SessionFrame frame) {
    ScalingDecision decision = frame.decision();
    if (decision == null || decision.at().equals(printed) || frame.mode() != Mode.DRIVE) {
      return;
    }
    printed = decision.at();
    if (decision.commands().isEmpty()) {
      return;
    }
    RayLog.lines(decision, frame.result()).forEach(line -> say(decision.at() + " " + line));
    say(decision.at() + " " + frame.result().outcome());
  }

  private void say(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }

  private int refuse(String message) {
    PrintWriter err = spec.commandLine().getErr();
    err.println("raydeck drive: " + message);
    err.flush();
    return 2;
  }
}
