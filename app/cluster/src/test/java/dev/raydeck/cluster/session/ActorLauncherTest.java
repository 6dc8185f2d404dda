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
        new LaunchRequest("a\"; rm -rf", "ns", 1, 1, 0.5, 1024, Map.of("accelerator", 2.0));
    List<String> argv = ActorLauncher.argv(request);
    assertThat(argv).hasSize(4).startsWith("python3", "-c", ActorLauncher.PROGRAM);
    assertThat(argv.getLast())
        .isEqualTo(
            """
            {"namespace":"ns","actors":[{"name":"a\\"; rm -rf","num_cpus":1.0,"num_gpus":0.5,\
            "memory":1024,"resources":{"accelerator":2.0}}]}\
            """);
    assertThat(ActorLauncher.PROGRAM).startsWith("# raydeck: launch detached actors\n");
  }

  @Test
  void numbersSeveralActors() {
    assertThat(new LaunchRequest("actor{n}", "ns", 3, 1, 0, 0, Map.of()).names())
        .containsExactly("actor1", "actor2", "actor3");
    assertThat(new LaunchRequest("a", "ns", 2, 1, 0, 0, Map.of()).names())
        .containsExactly("a1", "a2");
    assertThat(LaunchRequest.oneCpu("actor1").names()).containsExactly("actor1");
  }

  @Test
  void readsTheLastLine() {
    assertThat(
            ActorLauncher.outcome(
                new ExecAnswer(
                    0, "chatter\n{\"launched\": [\"a\"], \"failed\": {\"b\": \"taken\"}}\n", "")))
        .isEqualTo(new LaunchOutcome(List.of("a"), Map.of("b", "taken"), null));
  }

  @Test
  void tellsTroubleInTheProgramsLastWords() {
    assertThat(
            ActorLauncher.outcome(new ExecAnswer(1, "", "Traceback\nModuleNotFoundError: ray"))
                .trouble())
        .isEqualTo("the program ended with exit code 1: ModuleNotFoundError: ray");
  }
}
