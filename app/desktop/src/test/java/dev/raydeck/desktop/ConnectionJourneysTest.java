package dev.raydeck.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raydeck.cluster.session.KubeconfigSource;
import dev.raydeck.desktop.facts.Standing;
import dev.raydeck.desktop.live.Place;
import dev.raydeck.desktop.nodes.NodeRow;
import dev.raydeck.desktop.sandbox.SandboxHost;
import dev.raydeck.desktop.theme.Theme;
import dev.raydeck.sandbox.SandboxOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// A person goes from one cluster to another and back, and sits before a cluster whose API server
/// goes away and comes again. Both are sandboxes, reached by a kubeconfig like any cluster.
@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init") // @Start sets the fields
class ConnectionJourneysTest {
  private static final double SPEED = 12;
  private static final String GUIDE = "raycluster-autoscaler";

  @TempDir private Path folder;
  private Stage stage;
  private RaydeckWindow window;
  private final List<SandboxHost> running = new ArrayList<>();

  @Start
  void start(Stage given) {
    stage = given;
  }

  @AfterEach
  void close(FxRobot robot) {
    robot.interact(window::close);
    running.forEach(SandboxHost::close);
  }

  @Test
  void goesToASecondClusterAndBack(FxRobot robot) throws IOException {
    SandboxOptions nightly =
        SandboxOptions.DEFAULT
            .withSpeed(SPEED)
            .withManifest(
                SandboxOptions.DEFAULT
                    .manifest()
                    .replace(GUIDE, "nightly")
                    .replace("minReplicas: 0", "minReplicas: 2"));
    write(
        Kubeconfigs.of("lab-a", run(SandboxOptions.DEFAULT.withSpeed(SPEED)).kubeconfig())
            .and("lab-b", run(nightly).kubeconfig()));
    Person person = open(robot);
    person.click("lab-a");
    person.until(() -> robot.lookup("#cluster-" + GUIDE).tryQuery().isPresent());
    for (Theme theme : List.of(Theme.LIGHT, Theme.DARK)) {
      person.wear(theme);
      person.until(() -> robot.lookup("#cluster-" + GUIDE).tryQuery().isPresent());
      String name = "journey-chooser-" + theme.name().toLowerCase(Locale.ROOT);
      robot.interact(() -> Stages.picture(stage.getScene().getRoot(), name));
    }
    person.click("#cluster-" + GUIDE);
    person.untilConnected();
    person.go(Place.NODES);
    person.until(() -> pods(robot).size() == 1);

    person.click("#cluster-chip");
    person.click("lab-b");
    person.click("#cluster-nightly");
    person.untilConnected();
    assertThat(person.says("#cluster-chip")).contains("lab-b").contains("nightly");
    person.go(Place.NODES);
    person.until(() -> pods(robot).size() == 3);
    assertThat(pods(robot)).allMatch(name -> name.startsWith("nightly-"));

    person.click("#cluster-chip");
    person.click("lab-a");
    person.click("#cluster-" + GUIDE);
    person.untilConnected();
    person.go(Place.NODES);
    person.until(() -> pods(robot).size() == 1);
    assertThat(pods(robot)).allMatch(name -> name.startsWith(GUIDE + "-head-"));
  }

  @Test
  void seeksAClusterAndComesBackWithoutOne(FxRobot robot) throws IOException {
    String lab = run(SandboxOptions.DEFAULT.withSpeed(SPEED)).kubeconfig();
    write(Kubeconfigs.of("lab-a", lab).and("lab-b", lab));
    Person person = open(robot);
    person.until(() -> robot.lookup("#cluster-" + GUIDE).tryQuery().isPresent());
    assertThat(robot.lookup("#choose-back").query().isVisible()).isFalse();
    robot.write("nowhere");
    person.until(() -> !robot.lookup("#cluster-" + GUIDE).query().isVisible());
    assertThat(robot.lookup("#choose-none").query().isVisible()).isTrue();
    robot.eraseText(7).write("lab-b");
    person.press(KeyCode.ENTER);
    person.until(
        () -> robot.lookup("#cluster-" + GUIDE).queryAll().stream().anyMatch(Node::isVisible));
    robot.push(KeyCode.ENTER);
    person.untilConnected();
    assertThat(person.says("#cluster-chip")).contains("lab-b");

    person.click("#cluster-chip");
    person.until(() -> robot.lookup("#choose-back").tryQuery().isPresent());
    person.press(KeyCode.ESCAPE);
    person.untilConnected();
    assertThat(person.says("#cluster-chip")).contains("lab-b");
  }

  @Test
  void losesTheConnectionAndRegainsIt(FxRobot robot) throws IOException {
    SandboxHost first = run(SandboxOptions.DEFAULT.withSpeed(SPEED));
    int port = first.cluster().apiServer().getPort();
    write(Kubeconfigs.of("lab", first.kubeconfig()));
    Person person = open(robot);
    person.click("#cluster-" + GUIDE);
    person.untilConnected();
    person.go(Place.NODES);
    person.until(() -> pods(robot).size() == 1);
    String head = pods(robot).getFirst();
    assertThat(robot.lookup("#banner").query().isVisible()).isFalse();

    first.close();
    running.remove(first);
    person.until(() -> person.says("#banner").startsWith("API server not answering since "));
    person.until(() -> !robot.lookup("#nodes-table .table-cell.ink-unknown").queryAll().isEmpty());
    assertThat(pods(robot)).as("what was seen stays").containsExactly(head);
    person.until(() -> person.says("#health-head").startsWith("Ray head is not known\n"));
    assertThat(person.says("#health-autoscaler"))
        .as("read from the head Pod, which nobody sees now")
        .startsWith("autoscaler is not known\nAPI server does not answer, since ");
    String age = person.says("#banner");
    person.until(
        () -> !person.says("#banner").equals(age) && person.says("#banner").contains(" s old"));
    person.picture("journey-nodes-lost-dark");

    SandboxHost second = run(SandboxOptions.DEFAULT.withSpeed(SPEED).withSeed(7).withPort(port));
    write(Kubeconfigs.of("lab", second.kubeconfig()));
    person.until(() -> person.facts().standing() == Standing.LIVE);
    person.until(() -> pods(robot).size() == 1 && !pods(robot).contains(head));
    person.until(() -> !robot.lookup("#banner").query().isVisible());
    person.until(() -> person.says("#health-autoscaler").equals("autoscaler answers"));
    person.until(() -> robot.lookup("#nodes-table .table-cell.ink-unknown").queryAll().isEmpty());
  }

  private SandboxHost run(SandboxOptions options) {
    SandboxHost host = SandboxHost.start(options);
    running.add(host);
    return host;
  }

  private void write(Kubeconfigs kubeconfigs) throws IOException {
    Files.writeString(folder.resolve("kubeconfig"), kubeconfigs.text());
  }

  private Person open(FxRobot robot) {
    robot.interact(() -> {
      window =
          Stages.onKubeconfig(
              stage, Theme.DARK, new KubeconfigSource.File(folder.resolve("kubeconfig")));
      window.open(WindowOptions.CHOOSE);
    });
    return new Person(robot, window);
  }

  private static List<String> pods(FxRobot robot) {
    TableView<?> table = robot.lookup("#nodes-table").queryTableView();
    return List.copyOf(table.getItems()).stream()
        .map(row -> ((NodeRow) row).facts().pod().name())
        .toList();
  }
}
