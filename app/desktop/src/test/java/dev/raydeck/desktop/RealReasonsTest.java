package dev.raydeck.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raydeck.cluster.session.KubeconfigSource;
import dev.raydeck.cluster.session.LaunchOutcome;
import dev.raydeck.cluster.session.LaunchRequest;
import dev.raydeck.desktop.facts.ClusterFacts;
import dev.raydeck.desktop.facts.DemandFacts;
import dev.raydeck.desktop.facts.NodeFacts;
import dev.raydeck.desktop.facts.NodeState;
import dev.raydeck.desktop.guide.Shell;
import dev.raydeck.desktop.live.Place;
import dev.raydeck.desktop.theme.Theme;
import dev.raydeck.desktop.words.Language;
import dev.raydeck.model.RayActor;
import dev.raydeck.model.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import javafx.stage.Stage;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// The window asked "why" on a real KubeRay cluster with a real Ray, about workers that stay and
/// work that waits, each set up for real: the answer is a sentence with the culprit's name.
/// Pictures and answers are kept in `target/screens` and `target/transcripts`.
@Tag("real-cluster")
@EnabledIfSystemProperty(
    named = "raydeck.it.reasons",
    matches = "true",
    disabledReason = "takes five minutes: ask for it with -Draydeck.it.reasons=true")
@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init") // JUnit and @Start set the fields
class RealReasonsTest {
  private static final String NAMESPACE = "raydeck-why-" + ProcessHandle.current().pid();
  private static final String CLUSTER = "reasons";

  private final StringBuilder answers = new StringBuilder();
  @TempDir private Path directory;
  private RaydeckWindow window;
  private Shell shell;
  private FxRobot robot;

  @Start
  void start(Stage stage) throws IOException {
    Path kubeconfig = Path.of(Objects.requireNonNull(System.getProperty("raydeck.it.kubeconfig")));
    shell = new Shell(kubeconfig, directory);
    Path manifest = directory.resolve("reasons.yaml");
    Files.writeString(manifest, manifest());
    ask("kubectl create namespace " + NAMESPACE);
    ask("kubectl -n " + NAMESPACE + " apply -f reasons.yaml");
    window =
        new RaydeckWindow(
            stage,
            Stages.look(Theme.DARK),
            Language.ENGLISH,
            new RaydeckWindow.Surroundings(
                new KubeconfigSource.File(kubeconfig),
                InstantSource.system(),
                ZoneOffset.UTC,
                task -> Thread.ofVirtual().start(task),
                () -> {
                  throw new IllegalStateException("no sandbox in this test");
                },
                null));
    Stages.place(stage);
    window.open(new WindowOptions(kubeconfig, null, NAMESPACE, CLUSTER, false));
  }

  private static String manifest() throws IOException {
    try (InputStream in = RealReasonsTest.class.getResourceAsStream("reasons-cluster.yaml")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
          .replace("@RAY_VERSION@", System.getProperty("raydeck.it.rayVersion", "2.58.0"));
    }
  }

  @AfterEach
  void close() throws IOException {
    robot.interact(window::close);
    ask("kubectl delete namespace --wait=false " + NAMESPACE);
    Path kept = Path.of("target", "transcripts", "reasons.txt");
    Files.createDirectories(kept.getParent());
    Files.writeString(kept, answers);
  }

  @Test
  void answersWhyWorkersStayAndWorkWaits(FxRobot person) {
    robot = person;
    until("the head runs Ray", 180, () -> headline().startsWith("No worker yet."));

    launch("first", 1, Map.of());
    until("a worker is busy", 120, () -> facts().workers(NodeState.BUSY) == 1);
    String worker = worker(node -> true).orElseThrow().pod().name();
    answersOf("a busy worker", node(worker), ".* stays because first runs on it\\.");

    python(
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
    until("idler is alive", 60, () -> actor("idler").isPresent());
    kill("first");
    answersOf("an actor of 0 CPU", node(worker), ".* stays because idler runs on it\\.");
    until("the headline names it", 30, () -> headline().contains("idler keeps it"));
    kill("idler");

    String driver =
        background(
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
        "an object held by a driver", node(worker), ".* stays because it is busy: .*[Oo]bject.*");
    ask(inHead("pkill -f " + driver));

    background(
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
    ask(inHead("pkill -f ticker"));

    python(
        "import ray; ray.init(logging_level='ERROR');"
            + " from ray.autoscaler.sdk import request_resources; request_resources(num_cpus=1)");
    answersOf(
        "request_resources",
        node(worker),
        ".* stays because request_resources\\(\\) asks for .*CPU: 1.*");
    patch("[{\"op\":\"replace\",\"path\":\"/spec/workerGroupSpecs/0/minReplicas\",\"value\":1}]");
    python(
        "import ray; ray.init(logging_level='ERROR');"
            + " from ray.autoscaler.sdk import request_resources; request_resources(num_cpus=0)");
    answersOf("minReplicas", node(worker), ".* stays: small-group must keep minReplicas, 1\\.");

    launch("big", 2, Map.of());
    answersOf(
        "a shape too big",
        demand(DemandFacts.Section.INFEASIBLE, "CPU", 2),
        "\\{CPU: 2\\} fits no group: .* is 1 CPU short\\.");
    kill("big");

    python(
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
    python(
        """
        import ray
        ray.init(namespace="default_namespace", logging_level="ERROR")
        ray.util.remove_placement_group(ray.util.get_placement_group("wide"))
        """);

    launch("broken", 0, Map.of("broken", 1.0));
    until(
        "the image cannot be pulled",
        60,
        () -> worker(node -> node.state() == NodeState.FAILED).isPresent());
    String failed = worker(node -> node.state() == NodeState.FAILED).orElseThrow().pod().name();
    answersOf(
        "an image that is missing",
        node(failed),
        ".* has not joined Ray yet: .*(ErrImagePull|ImagePullBackOff).*");
    kill("broken");

    launch("one", 1, Map.of());
    launch("two", 1, Map.of());
    launch("three", 1, Map.of());
    answersOf(
        "a group at its maximum",
        demand(DemandFacts.Section.WAITING, "CPU", 1),
        "\\{CPU: 1\\} fits small-group, but the group has all 2 workers maxReplicas allows\\.");

    patch("[{\"op\":\"replace\",\"path\":\"/spec/workerGroupSpecs/0/maxReplicas\",\"value\":3}]");
    ask("kubectl -n %s create quota tight --hard=pods=1".formatted(NAMESPACE));
    until("a quota is named", 60, () -> headline().contains("exceeded quota: tight"));
    say("a quota", headline());
    picture("quota");
  }

  private void answersOf(String what, Predicate<Verdict.Subject> which, String pattern) {
    robot.interact(() -> desk().go(Place.NODES));
    try {
      until(
          what,
          120,
          () -> {
            Optional<Verdict.Subject> subject = subject(which);
            subject.ifPresent(found -> robot.interact(() -> desk().why(found)));
            return subject.isPresent() && answer().matches(pattern);
          });
    } catch (ConditionTimeoutException e) {
      throw new AssertionError(
          "%s: \"%s\" does not match %s; headline: %s"
              .formatted(what, answer(), pattern, headline()),
          e);
    }
    say(what, answer());
    picture(what.replaceAll("[^a-zA-Z0-9]+", "-"));
  }

  private Optional<Verdict.Subject> subject(Predicate<Verdict.Subject> which) {
    var decision = facts().decision();
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
        facts().demands().stream()
            .filter(demand -> demand.section() == section)
            .filter(demand -> demand.bundle().amount(resource) == amount)
            .anyMatch(demand -> demand.subject().equals(subject));
  }

  private static Predicate<Verdict.Subject> gang() {
    return Verdict.Subject.Gang.class::isInstance;
  }

  private void launch(String name, double cpus, Map<String, Double> resources) {
    LaunchOutcome outcome =
        connection()
            .launch(new LaunchRequest(name, "default_namespace", 1, cpus, 0, 0, resources))
            .join();
    assertThat(outcome.launched()).as("%s", outcome).containsExactly(name);
  }

  private void kill(String name) {
    until(name + " is known", 30, () -> actor(name).isPresent());
    List<String> id = List.of(actor(name).orElseThrow().actorId());
    assertThat(connection().kill(id).join().killed()).isEqualTo(id);
  }

  private Optional<RayActor> actor(String name) {
    return facts().actors().stream().filter(actor -> actor.name().equals(name)).findFirst();
  }

  private Optional<NodeFacts> worker(Predicate<NodeFacts> which) {
    return facts().workers().stream().filter(which).findFirst();
  }

  /// Runs a driver to its end in the head Pod.
  private void python(String program) {
    Path file = write("program", program);
    ask(inHead("python3 -") + " < " + file.getFileName());
  }

  /// Starts a driver that stays, in the head Pod; its name is its argument, by which it is ended.
  private String background(String name, String program) {
    Path file = write(name, program);
    ask(
        inHead("tee /tmp/" + name + ".py")
            + " < "
            + file.getFileName()
            + " && "
            + inHead(
                "bash -c 'nohup python3 /tmp/" + name + ".py > /tmp/" + name + ".log 2>&1 &'"));
    return name;
  }

  private Path write(String name, String text) {
    try {
      return Files.writeString(directory.resolve(name + ".py"), text);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static String inHead(String command) {
    return "kubectl -n %1$s exec -i $(kubectl -n %1$s get pods -l ray.io/node-type=head -o name)"
            .formatted(NAMESPACE)
        + " -c ray-head -- "
        + command;
  }

  private void patch(String json) {
    ask(
        "kubectl -n %s patch raycluster %s --type json -p '%s'"
            .formatted(NAMESPACE, CLUSTER, json));
  }

  private void ask(String line) {
    String said = shell.ask(line + " || echo FAILED");
    assertThat(said).as(line).doesNotEndWith("FAILED");
  }

  private void say(String what, String sentence) {
    answers.append("%-50s %s%n".formatted(what, sentence));
  }

  private void picture(String name) {
    robot.interact(() -> Stages.picture(window.stage().getScene().getRoot(), "real-" + name));
  }

  private ClusterFacts facts() {
    return ClusterFacts.of(connection().frame());
  }

  private dev.raydeck.desktop.live.Connection connection() {
    return Objects.requireNonNull(window.shell()).deck().connection();
  }

  private dev.raydeck.desktop.live.Desk desk() {
    return Objects.requireNonNull(window.shell()).deck().desk();
  }

  private String headline() {
    return window.shell() == null ? "" : said("#headline");
  }

  private String answer() {
    return said("#why-answer");
  }

  /// Of a screen that is not shown the text is that of its last tick, so the Overview is asked
  /// anew.
  private String said(String query) {
    if (query.equals("#headline")) {
      robot.interact(() -> desk().go(Place.OVERVIEW));
    }
    return robot
        .lookup(query)
        .tryQuery()
        .map(node -> Objects.requireNonNullElse(node.getAccessibleText(), ""))
        .orElse("");
  }

  private static void until(String what, int seconds, BooleanSupplier is) {
    Awaitility.await(what)
        .pollInterval(500, TimeUnit.MILLISECONDS)
        .atMost(seconds, TimeUnit.SECONDS)
        .until(is::getAsBoolean);
  }
}
