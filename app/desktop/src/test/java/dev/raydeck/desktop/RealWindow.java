package dev.raydeck.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raydeck.cluster.session.KubeconfigSource;
import dev.raydeck.cluster.session.LaunchOutcome;
import dev.raydeck.cluster.session.LaunchRequest;
import dev.raydeck.desktop.facts.ClusterFacts;
import dev.raydeck.desktop.facts.NodeFacts;
import dev.raydeck.desktop.guide.Shell;
import dev.raydeck.desktop.live.Connection;
import dev.raydeck.desktop.live.Desk;
import dev.raydeck.desktop.live.HopClock;
import dev.raydeck.desktop.live.Place;
import dev.raydeck.desktop.theme.Theme;
import dev.raydeck.desktop.words.Language;
import dev.raydeck.model.RayActor;
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
import org.testfx.api.FxRobot;

/// The window on a RayCluster of a real KubeRay, made for one test in a namespace of its own, with
/// kubectl at hand: `-Draydeck.it.kubeconfig=<kubeconfig>`.
final class RealWindow {
  private final String namespace;
  private final String cluster;
  private final Path directory;
  private final Shell shell;
  private final RaydeckWindow window;
  private final FxRobot robot = new FxRobot();

  private RealWindow(
      String namespace, String cluster, Path directory, Shell shell, RaydeckWindow window) {
    this.namespace = namespace;
    this.cluster = cluster;
    this.directory = directory;
    this.shell = shell;
    this.window = window;
  }

  /// Applies the RayCluster `reasons` with this and that text of its manifest replaced. To be
  /// called on the JavaFX thread.
  static RealWindow open(Stage stage, Path directory, String namespace, Map<String, String> changed)
      throws IOException {
    Path kubeconfig = Path.of(Objects.requireNonNull(System.getProperty("raydeck.it.kubeconfig")));
    Shell shell = new Shell(kubeconfig, directory);
    String manifest = manifest();
    for (Map.Entry<String, String> one : changed.entrySet()) {
      assertThat(manifest).contains(one.getKey());
      manifest = manifest.replace(one.getKey(), one.getValue());
    }
    Files.writeString(directory.resolve("reasons.yaml"), manifest);
    RaydeckWindow window =
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
    RealWindow real = new RealWindow(namespace, "reasons", directory, shell, window);
    real.ask("kubectl create namespace " + namespace);
    real.ask("kubectl -n " + namespace + " apply -f reasons.yaml");
    Stages.place(stage);
    window.open(new WindowOptions(kubeconfig, null, namespace, real.cluster, false));
    return real;
  }

  private static String manifest() throws IOException {
    try (InputStream in = RealWindow.class.getResourceAsStream("reasons-cluster.yaml")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
          .replace("@RAY_VERSION@", System.getProperty("raydeck.it.rayVersion", "2.58.0"));
    }
  }

  void close() {
    robot.interact(window::close);
    ask("kubectl delete namespace --wait=false " + namespace);
  }

  boolean isReady() {
    return window.shell() != null;
  }

  /// Workers that came and went while the window looked on.
  HopClock hops() {
    return Objects.requireNonNull(window.shell()).deck().history().hops();
  }

  FxRobot robot() {
    return robot;
  }

  void launch(String name, double cpus, Map<String, Double> resources) {
    LaunchOutcome outcome =
        connection()
            .launch(LaunchRequest.detached(name, "default_namespace", 1, cpus, resources))
            .join();
    assertThat(outcome.launched()).as("%s", outcome).containsExactly(name);
  }

  void kill(String name) {
    until(name + " is known", 30, () -> actor(name).isPresent());
    List<String> id = List.of(actor(name).orElseThrow().actorId());
    assertThat(connection().kill(id).join().killed()).isEqualTo(id);
  }

  Optional<RayActor> actor(String name) {
    return facts().actors().stream().filter(actor -> actor.name().equals(name)).findFirst();
  }

  Optional<NodeFacts> worker(Predicate<NodeFacts> which) {
    return facts().workers().stream().filter(which).findFirst();
  }

  /// Runs a driver to its end in the head Pod.
  void python(String program) {
    Path file = write("program", program);
    ask(inHead("python3 -") + " < " + file.getFileName());
  }

  /// Starts a driver that stays, in the head Pod; its name is its argument, by which it is ended.
  String background(String name, String program) {
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

  String inHead(String command) {
    return "kubectl -n %1$s exec -i $(kubectl -n %1$s get pods -l ray.io/node-type=head -o name)"
            .formatted(namespace)
        + " -c ray-head -- "
        + command;
  }

  void patch(String json) {
    ask(
        "kubectl -n %s patch raycluster %s --type json -p '%s'"
            .formatted(namespace, cluster, json));
  }

  void ask(String line) {
    String said = shell.ask(line + " || echo FAILED");
    assertThat(said).as(line).doesNotEndWith("FAILED");
  }

  void picture(String name) {
    robot.interact(() -> Stages.picture(window.stage().getScene().getRoot(), "real-" + name));
  }

  ClusterFacts facts() {
    return ClusterFacts.of(connection().frame());
  }

  Connection connection() {
    return Objects.requireNonNull(window.shell()).deck().connection();
  }

  Desk desk() {
    return Objects.requireNonNull(window.shell()).deck().desk();
  }

  String headline() {
    return window.shell() == null ? "" : said("#headline");
  }

  String answer() {
    return said("#why-answer");
  }

  /// Of a screen that is not shown the text is that of its last tick, so the Overview is asked
  /// anew.
  String said(String query) {
    if (query.equals("#headline")) {
      robot.interact(() -> desk().go(Place.OVERVIEW));
    }
    return robot
        .lookup(query)
        .tryQuery()
        .map(node -> Objects.requireNonNullElse(node.getAccessibleText(), ""))
        .orElse("");
  }

  static void until(String what, int seconds, BooleanSupplier is) {
    Awaitility.await(what)
        .pollInterval(500, TimeUnit.MILLISECONDS)
        .atMost(seconds, TimeUnit.SECONDS)
        .until(is::getAsBoolean);
  }

  /// What kubectl reads of the RayCluster.
  String spec(String jsonpath) {
    return shell.ask(
        "kubectl -n %s get raycluster %s -o jsonpath='{.spec.%s}'"
            .formatted(namespace, cluster, jsonpath));
  }
}
