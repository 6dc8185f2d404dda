package dev.raydeck.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every kubectl of this machine, old ones too (those speak SPDY), on the guide's cluster.
@Tag("kubectl")
class KubectlsTest {
  private static final SandboxCluster CLUSTER =
      SandboxCluster.start(SandboxOptions.DEFAULT.withSpeed(30));

  @TempDir static Path home;

  private record Outcome(int exit, String text) {}

  /// `kubectl` of the PATH, and `kubectl.1.27` and the like beside it.
  static List<String> kubectls() {
    TreeSet<String> found = new TreeSet<>();
    for (String folder : System.getenv("PATH").split(File.pathSeparator, -1)) {
      Path kubectl = Path.of(folder, "kubectl");
      if (Files.isExecutable(kubectl)) {
        found.addAll(beside(kubectl));
      }
    }
    return found.isEmpty() ? List.of("none") : List.copyOf(found);
  }

  private static List<String> beside(Path kubectl) {
    try {
      Path folder = kubectl.toRealPath().getParent();
      try (Stream<Path> files = Files.list(folder)) {
        return files
            .filter(file -> file.getFileName().toString().matches("kubectl(\\.\\d+\\.\\d+)?"))
            .filter(Files::isExecutable)
            .map(Path::toString)
            .toList();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @BeforeAll
  static void awaitTheHead() throws Exception {
    Files.writeString(home.resolve("config"), CLUSTER.kubeconfig());
    String first = kubectls().getFirst();
    Assumptions.assumeFalse(first.equals("none"), "NOT RUN: there is no kubectl on the PATH");
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> run(first, "get", "pods").text().contains("2/2     Running"));
  }

  @AfterAll
  static void stop() {
    CLUSTER.close();
  }

  @ParameterizedTest
  @MethodSource("kubectls")
  void readsAndExecutes(String kubectl) throws Exception {
    String head =
        run(kubectl, "get", "pods", "-l", "ray.io/node-type=head", "-o", "name").text().strip();
    assertThat(head).startsWith("pod/raycluster-autoscaler-head-");
    assertThat(run(kubectl, "exec", head, "-c", "ray-head", "--", "echo", "hi").text())
        .endsWith("hi\n");
    Outcome failed = run(kubectl, "exec", head, "-c", "ray-head", "--", "cat", "/no/file");
    assertThat(failed.exit()).isEqualTo(1);
    assertThat(failed.text()).contains("cat: /no/file: No such file or directory");
    assertThat(run(kubectl, "exec", head, "-c", "ray-head", "--", "ray", "status").text())
        .contains("1 headgroup");
    assertThat(run(kubectl, "logs", head, "-c", "ray-head").text())
        .contains("Ray runtime started.");
  }

  @ParameterizedTest
  @MethodSource("kubectls")
  void knowsTheDefinitionOfRayClusters(String kubectl) throws Exception {
    assertThat(run(kubectl, "get", "crd").text())
        .matches("(?s)NAME +CREATED AT\\nrayclusters\\.ray\\.io +20\\S+Z\\n");
    assertThat(
            run(
                    kubectl,
                    "get",
                    "crd",
                    "rayclusters.ray.io",
                    "-o",
                    "jsonpath={.spec.names.kind} {.spec.versions[*].name} {.status.conditions[*].type}")
                .text())
        .isEqualTo("RayCluster v1 NamesAccepted Established");
    assertThat(run(kubectl, "describe", "crd", "rayclusters.ray.io").exit()).isZero();
  }

  @Test
  void showsAQuotaWithWhatIsUsed() throws Exception {
    String kubectl = kubectls().getFirst();
    assertThat(run(kubectl, "create", "ns", "tight").exit()).isZero();
    assertThat(
            run(
                    kubectl,
                    "-n",
                    "tight",
                    "create",
                    "quota",
                    "q",
                    "--hard=configmaps=2,pods=1,requests.cpu=1")
                .text())
        .isEqualTo("resourcequota/q created\n");
    assertThat(run(kubectl, "-n", "tight", "create", "cm", "one").exit()).isZero();
    assertThat(run(kubectl, "-n", "tight", "create", "cm", "two").exit()).isZero();
    assertThat(run(kubectl, "-n", "tight", "create", "cm", "three").text())
        .contains(
            "configmaps \"three\" is forbidden: exceeded quota: q, requested: configmaps=1, used: configmaps=2, limited: configmaps=2");
    assertThat(run(kubectl, "-n", "tight", "get", "quota", "--no-headers").text())
        .containsPattern("q +.*configmaps: 2/2, pods: 0/1, requests.cpu: 0/1");
    assertThat(run(kubectl, "-n", "tight", "describe", "quota", "q").text())
        .isEqualTo(
            """
            Name:         q
            Namespace:    tight
            Resource      Used  Hard
            --------      ----  ----
            configmaps    2     2
            pods          0     1
            requests.cpu  0     1
            """);
    Outcome pod = run(kubectl, "-n", "tight", "run", "big", "--image=busybox:1.36");
    assertThat(pod.text()).contains("failed quota: q: must specify requests.cpu for: big");
  }

  private static Outcome run(String kubectl, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(kubectl));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("KUBECONFIG", home.resolve("config").toString());
    builder.environment().put("HOME", home.toString());
    Process process = builder.start();
    process.getOutputStream().close();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return new Outcome(process.exitValue(), text);
  }
}
