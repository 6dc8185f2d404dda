package dev.raydeck.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raydeck.desktop.facts.DemandFacts;
import dev.raydeck.desktop.facts.NodeState;
import dev.raydeck.desktop.live.Place;
import dev.raydeck.model.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.scene.control.Labeled;
import javafx.stage.Stage;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// The window asked "why" on a real KubeRay cluster with a real Ray, about workers that stay and
/// work that waits, each set up for real: the answer is a sentence with the culprit's name.
/// Pictures and answers are kept in `target/screens` and `target/transcripts`.
@Tag("real-cluster")
@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init") // JUnit and @Start set the fields
class RealReasonsTest {
  private final String namespace = "raydeck-why-" + System.nanoTime();

  private final StringBuilder answers = new StringBuilder();
  @TempDir private Path directory;
  private RealWindow real;

  @Start
  void start(Stage stage) throws IOException {
    real = RealWindow.open(stage, directory, namespace, Map.of());
  }

  @AfterEach
  void close() throws IOException {
    real.close();
    Path kept = Path.of("target", "transcripts", "reasons.txt");
    Files.createDirectories(kept.getParent());
    Files.writeString(kept, answers);
  }

  @Test
  void answersWhyWorkersStayAndWorkWaits() {
    RealWindow.until("the head runs Ray", 180, () -> real.headline().startsWith("No worker yet."));

    real.launch("first", 1, Map.of());
    RealWindow.until("a worker is busy", 120, () -> real.facts().workers(NodeState.BUSY) == 1);
    String worker = real.worker(node -> true).orElseThrow().pod().name();
    answersOf("a busy worker", node(worker), ".* stays because first runs on it\\.");

    real.python(
        """
        import ray
        from ray.util.scheduling_strategies import NodeAffinitySchedulingStrategy
        ray.init(namespace="default_namespace", logging_level="ERROR")
        node = [n for n in ray.nodes() if n["Alive"] and n["Resources"].get("CPU", 0) > 0][0]
        @ray.remote(num_cpus=0)
        class Idler:
            pass
        Idler.options(name="idler", lifetime="detached",
            scheduling_strategy=NodeAffinitySchedulingStrategy(node["NodeID"], soft=False)).remote()
        """);
    RealWindow.until("idler is alive", 60, () -> real.actor("idler").isPresent());
    real.kill("first");
    answersOf("an actor of 0 CPU", node(worker), ".* stays because idler runs on it\\.");
    RealWindow.until("the headline names it", 30, () -> real.headline().contains("idler keeps it"));
    real.kill("idler");

    String driver =
        real.background(
            "holder",
            """
            import ray, time
            ray.init(logging_level="ERROR")
            @ray.remote(num_cpus=1)
            def make():
                return b"x" * 20_000_000
            ref = make.remote()
            ray.wait([ref])
            time.sleep(600)
            """);
    answersOf(
        "an object held by a driver",
        node(worker),
        ".* stays because the driver of job [0-9a-f]{8} holds an object \\(19\\.1 MiB\\) in its"
            + " object store\\.");
    assertThat(cards()).contains("driver of job", "owner", "holder.py", "Copy object id");
    RealWindow.until(
        "the headline names the owner",
        30,
        () -> real.headline().matches(".* stays: objects of job [0-9a-f]{8} keep it.*"));
    real.ask(real.inHead("pkill -f " + driver));

    real.python(
        """
        import ray
        from ray.util.scheduling_strategies import NodeAffinitySchedulingStrategy
        ray.init(namespace="default_namespace", logging_level="ERROR")
        head = [n for n in ray.nodes() if "node:__internal_head__" in n["Resources"]][0]
        @ray.remote(num_cpus=1)
        def make():
            return b"x" * 5_000_000
        @ray.remote(num_cpus=0)
        class Hoarder:
            def fetch(self):
                self.ref = make.remote()
                ray.wait([self.ref])
        hoarder = Hoarder.options(name="hoarder", lifetime="detached",
            scheduling_strategy=NodeAffinitySchedulingStrategy(head["NodeID"], soft=False)).remote()
        ray.get(hoarder.fetch.remote())
        """);
    answersOf(
        "an object held by an actor elsewhere",
        node(worker),
        ".* stays because hoarder holds an object \\(4\\.77 MiB\\) in its object store\\.");
    assertThat(cards()).contains("hoarder", "owner", "on the head");
    real.kill("hoarder");

    real.background(
        "ticker",
        """
        import ray, time
        ray.init(logging_level="ERROR")
        @ray.remote(num_cpus=1)
        def tick():
            return 1
        while True:
            ray.get(tick.remote())
            time.sleep(7)
        """);
    answersOf(
        "an idle clock that is set back again and again",
        node(worker),
        ".* stays: short work keeps landing on it, and its idle clock began anew [0-9]+ times.*");
    real.ask(real.inHead("pkill -f ticker"));

    real.python(
        "import ray; ray.init(logging_level='ERROR');"
            + " from ray.autoscaler.sdk import request_resources; request_resources(num_cpus=1)");
    answersOf(
        "request_resources",
        node(worker),
        ".* stays because request_resources\\(\\) asks for .*CPU: 1.*");
    real.patch(
        "[{\"op\":\"replace\",\"path\":\"/spec/workerGroupSpecs/0/minReplicas\",\"value\":1}]");
    real.python(
        "import ray; ray.init(logging_level='ERROR');"
            + " from ray.autoscaler.sdk import request_resources; request_resources(num_cpus=0)");
    answersOf("minReplicas", node(worker), ".* stays: small-group must keep minReplicas, 1\\.");

    real.launch("big", 2, Map.of());
    answersOf(
        "a shape too big",
        demand(DemandFacts.Section.INFEASIBLE, "CPU", 2),
        "\\{CPU: 2\\} fits no group: .* is 1 CPU short\\.");
    real.kill("big");

    real.python(
        """
        import ray
        ray.init(namespace="default_namespace", logging_level="ERROR")
        ray.util.placement_group([{"CPU": 1}] * 4, strategy="STRICT_SPREAD", name="wide",
            lifetime="detached")
        """);
    answersOf(
        "a placement group that waits",
        gang(),
        "4 × \\{CPU: 1\\} needs 4 workers at once \\(STRICT_SPREAD\\), and only [0-9] more may come\\.");
    real.python(
        """
        import ray
        ray.init(namespace="default_namespace", logging_level="ERROR")
        ray.util.remove_placement_group(ray.util.get_placement_group("wide"))
        """);

    real.launch("broken", 0, Map.of("broken", 1.0));
    RealWindow.until(
        "the image cannot be pulled",
        60,
        () -> real.worker(node -> node.state() == NodeState.FAILED).isPresent());
    String failed =
        real.worker(node -> node.state() == NodeState.FAILED).orElseThrow().pod().name();
    answersOf(
        "an image that is missing",
        node(failed),
        ".* has not joined Ray yet: .*(ErrImagePull|ImagePullBackOff).*");
    real.kill("broken");

    real.launch("one", 1, Map.of());
    real.launch("two", 1, Map.of());
    real.launch("three", 1, Map.of());
    answersOf(
        "a group at its maximum",
        demand(DemandFacts.Section.WAITING, "CPU", 1),
        "\\{CPU: 1\\} fits small-group, but the group has all 2 workers maxReplicas allows\\.");

    real.patch(
        "[{\"op\":\"replace\",\"path\":\"/spec/workerGroupSpecs/0/maxReplicas\",\"value\":3}]");
    real.ask("kubectl -n %s create quota tight --hard=pods=1".formatted(namespace));
    RealWindow.until(
        "a quota is named", 60, () -> real.headline().contains("exceeded quota: tight"));
    say("a quota", real.headline());
    real.picture("quota");
  }

  /// What is read on the cards of the culprits.
  private String cards() {
    return real.robot().lookup("#why .culprit").queryAll().stream()
        .flatMap(card ->
            Stream.concat(card.lookupAll(".label").stream(), card.lookupAll(".link").stream()))
        .map(node -> ((Labeled) node).getText())
        .collect(Collectors.joining("\n"));
  }

  private void answersOf(String what, Predicate<Verdict.Subject> which, String pattern) {
    real.robot().interact(() -> real.desk().go(Place.NODES));
    try {
      RealWindow.until(
          what,
          120,
          () -> {
            Optional<Verdict.Subject> subject = subject(which);
            subject.ifPresent(found -> real.robot().interact(() -> real.desk().why(found)));
            return subject.isPresent() && real.answer().matches(pattern);
          });
    } catch (ConditionTimeoutException e) {
      throw new AssertionError(
          "%s: \"%s\" does not match %s; headline: %s"
              .formatted(what, real.answer(), pattern, real.headline()),
          e);
    }
    say(what, real.answer());
    real.picture(what.replaceAll("[^a-zA-Z0-9]+", "-"));
  }

  private Optional<Verdict.Subject> subject(Predicate<Verdict.Subject> which) {
    var decision = real.facts().decision();
    return decision == null
        ? Optional.empty()
        : decision.verdicts().stream().map(Verdict::subject).filter(which).findFirst();
  }

  private static Predicate<Verdict.Subject> node(String pod) {
    return subject -> subject instanceof Verdict.Subject.Node node && pod.equals(node.podName());
  }

  private Predicate<Verdict.Subject> demand(
      DemandFacts.Section section, String resource, double amount) {
    return subject ->
        real.facts().demands().stream()
            .filter(demand -> demand.section() == section)
            .filter(demand -> demand.bundle().amount(resource) == amount)
            .anyMatch(demand -> demand.subject().equals(subject));
  }

  private static Predicate<Verdict.Subject> gang() {
    return Verdict.Subject.Gang.class::isInstance;
  }

  private void say(String what, String sentence) {
    answers.append("%-50s %s%n".formatted(what, sentence));
  }
}
