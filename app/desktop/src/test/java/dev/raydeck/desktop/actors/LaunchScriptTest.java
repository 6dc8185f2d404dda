package dev.raydeck.desktop.actors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raydeck.cluster.session.LaunchRequest;
import dev.raydeck.desktop.live.Target;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LaunchScriptTest {
  private static final Target LAB = new Target("lab admin", "default", "c", false, false);

  @Test
  void writesWhatTheFormSaysAsPython() {
    assertThat(LaunchScript.python(LaunchRequest.oneCpu("actor1")))
        .isEqualTo(
            """
            ray.init(namespace="default_namespace")
            CpuHolder.options(name="actor1", lifetime="detached", num_cpus=1).remote()\
            """);
    LaunchRequest large =
        new LaunchRequest(
            "say \"a\"",
            1,
            "ns",
            2,
            0.5,
            1,
            1 << 30,
            Map.of("b", 2.0, "a", 5000.0),
            Map.of("zone", "!in(a,b)"),
            true);
    assertThat(LaunchScript.python(large))
        .endsWith(
            """
            name="say \\"a\\"1", lifetime="detached", num_cpus=0.5, num_gpus=1, memory=1073741824,\
             resources={"a": 5000, "b": 2}, label_selector={"zone": "!in(a,b)"}).remote()\
            """);
  }

  @Test
  void keepsTheHandleOfAnActorThatIsNotDetached() {
    LaunchRequest mortal = new LaunchRequest("a", 1, "ns", 1, 1, 0, 0, Map.of(), Map.of(), false);
    assertThat(LaunchScript.python(mortal))
        .endsWith("\nactor = CpuHolder.options(name=\"a\", num_cpus=1).remote()");
  }

  @Test
  void givesTheWholeProgramToKubectl() {
    String command = LaunchScript.kubectl(LAB, "head-1", "ray-head", LaunchRequest.oneCpu("it's"));
    assertThat(command)
        .startsWith(
            "kubectl --context 'lab admin' -n default exec head-1 -c ray-head -- python3 -c '# ")
        .contains("CpuHolder.options(**options).remote()")
        .contains("\"name\":\"it'\\''s\"")
        .endsWith("}]}'");
  }
}
