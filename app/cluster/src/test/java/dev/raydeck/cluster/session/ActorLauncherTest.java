package dev.raydeck.cluster.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raydeck.cluster.kube.ExecAnswer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ActorLauncherTest {
  @Test
  void handsValuesOverAsOneArgument() {
    LaunchRequest request =
        new LaunchRequest(
            "a\"; rm -rf",
            1,
            "ns",
            1,
            1,
            0.5,
            1024,
            Map.of("accelerator", 2.0),
            Map.of("zone", "!in(a,b)"),
            false);
    List<String> argv = ActorLauncher.argv(request);
    assertThat(argv).hasSize(4).startsWith("python3", "-c", ActorLauncher.PROGRAM);
    assertThat(argv.getLast())
        .isEqualTo(
            """
            {"namespace":"ns","detached":false,"actors":[{"name":"a\\"; rm -rf","num_cpus":1.0,"num_gpus":0.5,\
            "memory":1024,"resources":{"accelerator":2.0},"label_selector":{"zone":"!in(a,b)"}}]}\
            """);
    assertThat(ActorLauncher.PROGRAM).startsWith("# raydeck: launch actors\n");
  }

  @Test
  void numbersSeveralActors() {
    assertThat(LaunchRequest.detached("actor{n}", "ns", 3, 1, Map.of()).names())
        .containsExactly("actor1", "actor2", "actor3");
    assertThat(LaunchRequest.detached("a", "ns", 2, 1, Map.of()).names())
        .containsExactly("a1", "a2");
    assertThat(LaunchRequest.oneCpu("actor1").names()).containsExactly("actor1");
  }

  @Test
  void readsTheLastLine() {
    assertThat(
            ActorLauncher.outcome(
                new ExecAnswer(
                    0, "chatter\n{\"launched\": [\"a\"], \"failed\": {\"b\": \"taken\"}}\n", "")))
        .isEqualTo(new LaunchOutcome(List.of("a"), Map.of("b", "taken"), null, null));
    assertThat(
            ActorLauncher.outcome(
                new ExecAnswer(
                    0, "{\"launched\": [\"a\"], \"failed\": {}, \"driver\": 735}\n", "")))
        .isEqualTo(new LaunchOutcome(List.of("a"), Map.of(), 735L, null));
  }

  @Test
  void tellsTroubleInTheProgramsLastWords() {
    assertThat(
            ActorLauncher.outcome(new ExecAnswer(1, "", "Traceback\nModuleNotFoundError: ray"))
                .trouble())
        .isEqualTo("the program ended with exit code 1: ModuleNotFoundError: ray");
  }
}
