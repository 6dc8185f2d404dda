package dev.raydeck.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raydeck.desktop.facts.NodeFacts;
import dev.raydeck.desktop.facts.NodeState;
import dev.raydeck.desktop.live.Place;
import dev.raydeck.desktop.live.Sandbox;
import dev.raydeck.desktop.sandbox.HolderScript;
import dev.raydeck.desktop.theme.Theme;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.ExecWatch;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.scene.control.TableView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// A worker of the sandbox stays for what its object store holds: a person finds it, asks why,
/// reads whose it is, and ends the driver with the command the window gives for it.
@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init") // @Start sets the fields
class HolderJourneyTest {
  private static final double SPEED = 12;
  private static final Pattern KUBECTL_EXEC =
      Pattern.compile("kubectl exec -n (\\S+) (\\S+) -c (\\S+) -- (.+)");

  private final AtomicReference<Sandbox> sandbox = new AtomicReference<>();
  private RaydeckWindow window;

  @Start
  void start(Stage stage) {
    window = Stages.onSandbox(stage, Theme.DARK, SPEED, sandbox::set);
  }

  @AfterEach
  void close(FxRobot robot) {
    robot.interact(window::close);
  }

  @Test
  void endsTheDriverThatHoldsAnObject(FxRobot robot) throws Exception {
    Person person = new Person(robot, window);
    person.untilConnected();
    try (KubernetesClient kubectl =
        new KubernetesClientBuilder()
            .withConfig(Config.fromKubeconfig(sandbox.get().kubeconfig()))
            .build()) {
      mount(kubectl);
      String head = person.facts().head().orElseThrow().pod().name();
      try (ExecWatch script =
          run(kubectl, "default", head, "ray-head", "python3", HolderScript.PATH)) {
        askWhy(person);
        assertThat(person.says("#why-answer"))
            .endsWith(
                "stays because the driver of job 01000000 holds an object (19.1 MiB) in its object"
                    + " store.");
        assertThat(Culprits.texts(robot))
            .containsSubsequence(
                "driver of job 01000000",
                "owner",
                "19.1 MiB in one object · pid 735 on the head",
                "python3 " + HolderScript.PATH);
        person.pictures("why-holder");

        Culprits.press(robot, "Copy the command that ends it");
        Matcher ends = KUBECTL_EXEC.matcher(copied(robot));
        assertThat(ends.matches()).isTrue();
        assertThat(ends.group(2)).as("where the driver runs").isEqualTo(head);
        try (ExecWatch kill =
            run(kubectl, ends.group(1), head, ends.group(3), ends.group(4).split(" ", -1))) {
          assertThat(kill.exitCode().get(60, TimeUnit.SECONDS)).isZero();
        }
        assertThat(script.exitCode().get(60, TimeUnit.SECONDS)).as("SIGTERM").isEqualTo(15);
      }
    }
    sandbox.get().speed(1);
    person.until(() -> Culprits.count(robot) == 0);
    person.until(() -> person.says("#why-answer").contains(" goes in "));
    assertThat(person.facts().workers()).singleElement().returns(NodeState.IDLE, NodeFacts::state);
    person.until(() -> nodes(robot).getItems().isEmpty()); // nothing is held any more
    robot.clickOn("#nodes-filter").push(KeyCode.CONTROL, KeyCode.A).write("state:idle group:small");
    person.until(() -> nodes(robot).getItems().size() == 1);
    sandbox.get().speed(SPEED);
    person.until(() -> person.facts().workers().isEmpty());
  }

  /// As a person edits the script of the guide.
  private static void mount(KubernetesClient kubectl) {
    kubectl.configMaps().inNamespace("default").list().getItems().stream()
        .filter(map -> map.getData() != null && map.getData().containsKey("detached_actor.py"))
        .forEach(map -> {
          map.getData().put(HolderScript.NAME, HolderScript.holding(Duration.ofHours(10)));
          kubectl.resource(map).update();
        });
  }

  private static ExecWatch run(
      KubernetesClient kubectl, String namespace, String pod, String container, String... argv) {
    return kubectl
        .pods()
        .inNamespace(namespace)
        .withName(pod)
        .inContainer(container)
        .writingOutput(new ByteArrayOutputStream())
        .writingError(new ByteArrayOutputStream())
        .exec(argv);
  }

  private static void askWhy(Person person) {
    FxRobot robot = person.robot();
    person.go(Place.NODES);
    robot.clickOn("#nodes-filter").write("held:object");
    person.until(() -> nodes(robot).getItems().size() == 1);
    robot.interact(() -> nodes(robot).requestFocus());
    robot.push(KeyCode.DOWN);
    person.until(() -> Culprits.count(robot) > 0);
  }

  private static TableView<?> nodes(FxRobot robot) {
    return robot.lookup("#nodes-table").queryTableView();
  }

  private static String copied(FxRobot robot) {
    List<String> text = new ArrayList<>();
    robot.interact(
        () -> text.add(Objects.requireNonNull(Clipboard.getSystemClipboard().getString())));
    return text.getFirst();
  }
}
