package dev.raydeck.sandbox.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The everyday commands with the kubectl of this machine, unmodified.
@Tag("kubectl")
class KubectlWalkTest {
  private static final TestServer SERVER = new TestServer();
  private static final String POD =
      """
      apiVersion: v1
      kind: Pod
      metadata: {name: %s, labels: {app: web}}
      spec: {containers: [{name: main, image: "nginx:1"}, {name: side, image: busybox}]}
      """;

  @TempDir static Path home;

  /// What a command printed, both streams in one, and its exit code.
  private record Outcome(int exit, String text) {}

  @BeforeAll
  static void requireKubectl() throws Exception {
    boolean present = true;
    try {
      new ProcessBuilder("kubectl", "version", "--client").start().waitFor();
    } catch (IOException e) {
      present = false;
    }
    Assumptions.assumeTrue(present, "NOT RUN: there is no kubectl on the PATH");
    for (String user : List.of("admin", "viewer", "nobody")) {
      Files.writeString(home.resolve(user), SERVER.server.kubeconfig("sandbox", "default", user));
    }
  }

  @AfterAll
  static void stop() throws Exception {
    SERVER.close();
  }

  @Test
  void appliesChangesAndDeletesARayCluster() throws Exception {
    String manifest = Samples.rayCluster("walk").toString();

    assertThat(feed(manifest, "apply", "-f", "-").text())
        .isEqualTo("raycluster.ray.io/walk created\n");
    assertThat(feed(manifest, "diff", "-f", "-").exit()).isZero();
    assertThat(
            kubectl(
                    "patch",
                    "raycluster",
                    "walk",
                    "--type=json",
                    "-p",
                    "[{\"op\":\"replace\",\"path\":\"/spec/workerGroupSpecs/0/replicas\",\"value\":2}]")
                .text())
        .isEqualTo("raycluster.ray.io/walk patched\n");
    assertThat(kubectl("get", "rayclusters", "walk").text())
        .matches(
            "(?s)NAME +DESIRED WORKERS +AVAILABLE WORKERS +CPUS +MEMORY +GPUS +STATUS +AGE\nwalk +\\d+s\n");
    assertThat(kubectl("get", "raycluster", "walk", "-o", "jsonpath={.metadata.generation}").text())
        .isEqualTo("2");
    assertThat(kubectl("describe", "raycluster", "walk").text()).contains("Group Name:    small");
    assertThat(kubectl("scale", "raycluster", "walk", "--replicas=3").text())
        .contains("rayclusters.ray.io \"walk\" not found");
    assertThat(kubectl("delete", "raycluster", "walk").text())
        .startsWith("raycluster.ray.io \"walk\" deleted");
  }

  @Test
  void refusesAWrongFieldBeforeItIsStored() throws Exception {
    String manifest = Samples.rayCluster("typo").toString().replace("groupName", "grupName");

    assertThat(feed(manifest, "apply", "-f", "-").text())
        .contains("strict decoding error: unknown field \"spec.workerGroupSpecs[0].grupName\"");
  }

  @Test
  void looksIntoPods() throws Exception {
    feed(POD.formatted("look"), "apply", "-f", "-");
    assertThat(kubectl("wait", "--for=condition=Ready", "pod/look", "--timeout=10s").exit())
        .isZero();

    assertThat(kubectl("get", "pods", "look", "-o", "wide").text())
        .containsPattern("look +2/2 +Running +0 +\\d+s +10.0.0.7 +node-1 +<none> +<none>");
    assertThat(kubectl("exec", "look", "-c", "side", "--", "echo", "hi").text()).isEqualTo("hi\n");
    assertThat(kubectl("exec", "look", "-c", "side", "--", "exit", "7").exit()).isEqualTo(7);
    assertThat(feed("typed", "exec", "-i", "look", "-c", "side", "--", "cat").text())
        .isEqualTo("typed");
    assertThat(kubectl("logs", "look", "-c", "main", "--tail=1").text()).isEqualTo("ready\n");
    assertThat(kubectl("delete", "pod", "look").text()).startsWith("pod \"look\" deleted");
  }

  @Test
  void forwardsAPort() throws Exception {
    feed(POD.formatted("fwd"), "apply", "-f", "-");
    kubectl("wait", "--for=condition=Ready", "pod/fwd", "--timeout=10s");
    Process forward = start("admin", List.of("port-forward", "pod/fwd", ":8265"));
    try {
      Matcher line =
          Pattern.compile("127.0.0.1:(\\d+) -> 8265")
              .matcher(forward.inputReader(StandardCharsets.UTF_8).readLine());
      assertThat(line.find()).isTrue();
      int port = Integer.parseInt(line.group(1));
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        socket.getOutputStream().write("ping".getBytes(StandardCharsets.UTF_8));
        assertThat(socket.getInputStream().readNBytes(4))
            .isEqualTo("ping".getBytes(StandardCharsets.UTF_8));
      }
    } finally {
      forward.destroy();
    }
  }

  @Test
  void watchesAsThingsChange() throws Exception {
    feed(POD.formatted("pending-w"), "apply", "-f", "-");
    Process watch = start("admin", List.of("get", "pods", "pending-w", "-w", "--no-headers"));
    try {
      List<String> lines = new ArrayList<>();
      Thread.ofVirtual()
          .start(() -> watch.inputReader(StandardCharsets.UTF_8).lines().forEach(lines::add));
      await().until(() -> lines.size() == 1);
      kubectl("delete", "pod", "pending-w");
      await().until(() -> lines.size() >= 2);
      assertThat(lines.getFirst()).contains("Pending");
      assertThat(lines.getLast()).contains("Terminating");
    } finally {
      watch.destroy();
    }
  }

  @Test
  void createsWhatIsSentAsProtobuf() throws Exception {
    assertThat(kubectl("create", "ns", "team").text()).isEqualTo("namespace/team created\n");
    assertThat(kubectl("create", "-n", "team", "cm", "c", "--from-literal=a=b").exit()).isZero();
    assertThat(
            kubectl("create", "-n", "team", "secret", "generic", "s", "--from-literal=a=b").exit())
        .isZero();
    assertThat(kubectl("create", "-n", "team", "sa", "robot").exit()).isZero();
    assertThat(kubectl("create", "-n", "team", "role", "r", "--verb=get", "--resource=pods").exit())
        .isZero();
    assertThat(kubectl("get", "-n", "team", "secret", "s", "-o", "jsonpath={.data.a}").text())
        .isEqualTo("Yg==");
    assertThat(kubectl("delete", "ns", "team").text()).startsWith("namespace \"team\" deleted");
  }

  @Test
  void tellsWhoMayDoWhat() throws Exception {
    assertThat(as("viewer", "auth", "can-i", "list", "pods").text()).isEqualTo("yes\n");
    assertThat(as("viewer", "auth", "can-i", "patch", "rayclusters.ray.io").text())
        .isEqualTo("no\n");
    assertThat(as("viewer", "auth", "whoami").text()).contains("viewer");
    assertThat(as("nobody", "get", "pods").text())
        .contains("pods is forbidden: User \"nobody\" cannot list resource \"pods\"");
    assertThat(as("admin", "version").text()).contains("Server Version: v1.34.2");
  }

  private static Outcome kubectl(String... arguments) throws Exception {
    return feed("", arguments);
  }

  private static Outcome as(String user, String... arguments) throws Exception {
    Process process = start(user, List.of(arguments));
    process.getOutputStream().close();
    return outcome(process);
  }

  private static Outcome feed(String input, String... arguments) throws Exception {
    Process process = start("admin", List.of(arguments));
    try (var stdin = process.getOutputStream()) {
      stdin.write(input.getBytes(StandardCharsets.UTF_8));
    }
    return outcome(process);
  }

  private static Outcome outcome(Process process) throws Exception {
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return new Outcome(process.exitValue(), text);
  }

  private static Process start(String user, List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("kubectl"));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("KUBECONFIG", home.resolve(user).toString());
    builder.environment().put("HOME", home.toString());
    return builder.start();
  }
}
