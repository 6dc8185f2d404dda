package dev.raydeck.desktop.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The guide's steps 3 to 8 with the machine's own kubectl against `raydeck sandbox`, command by
/// command beside the record of a real KubeRay cluster.
///
/// What a real cluster waited for (the notes of the record) is waited for here too, in sandbox
/// time. Every difference that is left is printed, and must be named in [#NAMED_DIFFERENCES] with
/// its reason.
@Tag("guide")
final class GuideWalkTest {
  private static final double SPEED = 6;

  /// A difference that may be there: the beginning of the command, a text that only one of the two
  /// answers holds, and the reason.
  private record Named(String command, String oneSide, String reason) {}

  private static final List<Named> NAMED_DIFFERENCES =
      List.of(
          new Named(
              "kubectl get pods",
              "Init:0/1",
              "the init container runs for 1.5 s of sandbox time, a quarter second at this speed: kubectl"
                  + " comes after it"),
          new Named(
              "kubectl exec",
              "1 launching",
              "`ray status` takes 1.4 s, a turn comes every 5 s: which of the two is first is chance"),
          new Named(
              "kubectl exec",
              "pending tasks/actors",
              "the same chance: a worker may have joined by then"),
          new Named(
              "kubectl logs",
              "Refreshing K8s API client token",
              "our client reads its token anew without saying so, and how many quiet turns the last 40"
                  + " lines hold depends on the moment; what it did is compared below"));

  /// Note of the record → what to ask the sandbox, and the answer that ends the wait.
  private static final Map<String, String[]> AWAITED =
      Map.ofEntries(
          wait(
              "head Pod object",
              "kubectl get pods -l ray.io/node-type=head --no-headers | wc -l",
              "1"),
          wait("head 2/2 ready", ready("head"), "1"),
          wait(
              "RayCluster state ready",
              "kubectl get raycluster -o jsonpath={.items[0].status.state}",
              "ready"),
          wait("spec.replicas=1 after", replicas(), "1"),
          wait("worker Pod object", workers(), "1"),
          wait("worker 1/1", ready("worker"), "1"),
          wait("actor1 ALIVE", alive(), "1"),
          wait("second worker Pod", workers(), "2"),
          wait("two workers 1/1", ready("worker"), "2"),
          wait("actor2 ALIVE", alive(), "2"),
          wait("spec.replicas=1 again", replicas(), "1"),
          wait("one worker left", workers(), "1"),
          wait("no worker left", workers(), "0"));

  @TempDir Path directory;

  @Test
  void printsWhatARealClusterPrints() throws Exception {
    requireTools();
    Transcript recorded = Transcript.parse(resource("real-cluster.transcript.txt"));
    try (RunningSandbox sandbox = RunningSandbox.start(directory, SPEED)) {
      Shell shell = new Shell(sandbox.kubeconfig(), directory);
      emptyTheCluster(shell);
      List<String> differences = new ArrayList<>();
      List<String> unnamed = new ArrayList<>();
      StringBuilder transcript = new StringBuilder();
      for (Transcript.Step step : recorded.steps()) {
        switch (step) {
          case Transcript.Step.Note note -> await(shell, note.text());
          case Transcript.Step.Command command -> {
            String line =
                command.line().replaceAll("raycluster-autoscaler-head-[a-z0-9]{5}", headPod(shell));
            String output = shell.run(line).output();
            transcript.append("$ ").append(line).append('\n').append(output);
            compare(command, output, differences, unnamed);
          }
        }
      }
      keep(transcript.toString(), differences);
      assertThat(deeds(transcript.toString()))
          .as("what the autoscaler's log says it did, in Ray's words")
          .containsAll(deeds(lastOutput(recorded)));
      assertThat(sandbox.stop()).as("exit code after the interrupt").isIn(0, 130, 143);
      assertThat(unnamed).as("differences from the real cluster without a named reason").isEmpty();
    }
  }

  private static void compare(
      Transcript.Step.Command command,
      String output,
      List<String> differences,
      List<String> unnamed) {
    String real = Normal.of(command.output());
    String ours = Normal.of(output);
    if (real.equals(ours)) {
      return;
    }
    String reason =
        NAMED_DIFFERENCES.stream()
            .filter(named -> command.line().startsWith(named.command()))
            .filter(named -> real.contains(named.oneSide()) != ours.contains(named.oneSide()))
            .map(Named::reason)
            .findFirst()
            .orElse("");
    String text =
        "$ %s%n--- real cluster%n%s%n--- sandbox%n%s%n--- reason: %s%n"
            .formatted(command.line(), real, ours, reason.isEmpty() ? "NONE GIVEN" : reason);
    differences.add(text);
    if (reason.isEmpty()) {
      unnamed.add(text);
    }
  }

  private static String lastOutput(Transcript recorded) {
    return recorded.steps().stream()
        .filter(step -> step instanceof Transcript.Step.Command)
        .map(step -> ((Transcript.Step.Command) step).output())
        .reduce("", (before, after) -> after);
  }

  /// Log lines about instances, drains and patches, without the numbers of the run.
  private static List<String> deeds(String log) {
    return Normal.of(log)
        .lines()
        .filter(line ->
            line.matches("TIME INFO (instance_manager|ray_stopper|event_logger|cloud_provider).*"))
        .map(line -> line.replaceAll("\\d+(\\.\\d+)? secs", "N secs"))
        .map(line -> line.replaceAll("worker_groups_with.*", ""))
        .distinct()
        .toList();
  }

  private static void await(Shell shell, String note) {
    AWAITED.forEach((text, question) -> {
      if (note.startsWith(text)) {
        Awaitility.await(note)
            .atMost(Duration.ofSeconds(60))
            .pollInterval(Duration.ofMillis(50))
            .until(() -> shell.ask(question[0]).equals(question[1]));
      }
    });
  }

  private static void emptyTheCluster(Shell shell) throws IOException {
    Path manifest = shell.directory().resolve("ray-cluster.autoscaler.yaml");
    Files.writeString(manifest, Files.readString(samples().resolve("ray-cluster.autoscaler.yaml")));
    assertThat(
            shell
                .run("kubectl delete -f ray-cluster.autoscaler.yaml --ignore-not-found")
                .exitCode())
        .isZero();
    Awaitility.await("no Pod of the old cluster")
        .atMost(Duration.ofSeconds(60))
        .until(() -> shell.ask("kubectl get pods --no-headers 2>/dev/null | wc -l").equals("0"));
  }

  private static Path samples() {
    return Path.of(
        Objects.requireNonNull(System.getProperty("raydeck.root")), "resources", "samples");
  }

  private static String headPod(Shell shell) {
    return shell.ask(
        "kubectl get pods --selector=ray.io/node-type=head -o custom-columns=POD:metadata.name --no-headers");
  }

  private static String ready(String kind) {
    return "kubectl get pods -l ray.io/node-type=%s --no-headers | grep -cE '(1/1|2/2) +Running' || true"
        .formatted(kind);
  }

  private static String workers() {
    return "kubectl get pods -l ray.io/node-type=worker --no-headers 2>/dev/null | wc -l";
  }

  private static String replicas() {
    return "kubectl get raycluster raycluster-autoscaler -o jsonpath={.spec.workerGroupSpecs[0].replicas}";
  }

  private static String alive() {
    return "kubectl exec $(kubectl get pods -l ray.io/node-type=head -o name) -c ray-head -- ray list actors | grep -c ALIVE || true";
  }

  private static Map.Entry<String, String[]> wait(String note, String question, String answer) {
    return Map.entry(note, new String[] {question, answer});
  }

  private static void requireTools() {
    for (String tool : List.of("kubectl", "script", "bash")) {
      boolean found =
          List.of(
                  Objects.requireNonNullElse(System.getenv("PATH"), "")
                      .split(java.io.File.pathSeparator))
              .stream()
              .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
      if (!found) {
        System.err.println(
            "SKIPPED, LOUDLY: " + tool + " is not on this machine, the guide is not walked");
        abort(tool + " is missing");
      }
    }
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = Objects.requireNonNull(GuideWalkTest.class.getResourceAsStream(name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static void keep(String transcript, List<String> differences) throws IOException {
    Path folder = Files.createDirectories(Path.of("target", "transcripts"));
    Files.writeString(folder.resolve("guide-on-the-sandbox.txt"), transcript);
    Files.writeString(folder.resolve("guide-differences.txt"), String.join("\n", differences));
    System.out.println("guide walked; differences from the real cluster: " + differences.size());
    differences.forEach(System.out::println);
  }
}
