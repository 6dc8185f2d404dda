package dev.raydeck.sandbox.program;

import dev.raydeck.sandbox.SandboxClock;
import dev.raydeck.sandbox.rayhead.ActorRequest;
import dev.raydeck.sandbox.rayhead.LabelSelector;
import dev.raydeck.sandbox.rayhead.NameTakenException;
import dev.raydeck.sandbox.rayhead.RayHead;
import java.time.Duration;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Raydeck's own program to start actors, known by its first line. Its one argument is a JSON
/// object with `namespace`, `detached` and `actors`; its last line of output a JSON object with
/// `launched`, `failed` and, where the actors are not detached, the `driver` that stays for them.
final class LaunchProgram {
  private static final String FIRST_LINE = "# raydeck: launch actors";
  private static final Duration START = Duration.ofMillis(380);
  private static final Duration END = Duration.ofMillis(800);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final RayHead head;
  private final SandboxClock clock;
  private final Console console;

  LaunchProgram(RayHead head, SandboxClock clock, Console console) {
    this.head = head;
    this.clock = clock;
    this.console = console;
  }

  static boolean isMeant(String program) {
    return program.lines().findFirst().filter(FIRST_LINE::equals).isPresent();
  }

  int run(String argument) throws InterruptedException {
    JsonNode wanted;
    try {
      wanted = JSON.readTree(argument);
    } catch (JacksonException e) {
      console.complain("The argument is not JSON: " + e.getOriginalMessage());
      return 1;
    }
    clock.sleep(START);
    Driver driver = new Driver(head, clock, console, "python3 -c " + FIRST_LINE);
    driver.connect(wanted.path("namespace").asString("default_namespace"));
    ObjectNode answer = JSON.createObjectNode();
    answer.putArray("launched");
    answer.putObject("failed");
    boolean isDetached = wanted.path("detached").asBoolean(true);
    for (JsonNode actor : wanted.path("actors")) {
      launch(driver, actor, isDetached, answer);
    }
    if (isDetached) {
      clock.sleep(END);
      driver.disconnect();
    } else {
      answer.put("driver", driver.leaveAlone());
    }
    console.printLine(JSON.writeValueAsString(answer));
    return 0;
  }

  private static void launch(Driver driver, JsonNode actor, boolean isDetached, ObjectNode answer)
      throws InterruptedException {
    String name = actor.path("name").asString("");
    LabelSelector where = where(actor);
    if (where.fault().isPresent()) {
      answer.withObject("failed").put(name, "label_selector does not take " + where.fault().get());
      return;
    }
    try {
      driver.create(
          ActorRequest.of(name, driver.namespace(), "CpuHolder", resources(actor), isDetached)
              .on(where));
      answer.withArray("launched").add(name);
    } catch (NameTakenException e) {
      answer.withObject("failed").put(name, e.sentence());
    }
  }

  private static LabelSelector where(JsonNode actor) {
    SortedMap<String, String> labels = new TreeMap<>();
    actor
        .path("label_selector")
        .properties()
        .forEach(entry -> labels.put(entry.getKey(), entry.getValue().asString("")));
    return new LabelSelector(labels);
  }

  /// CPUs count even when 0: an actor that says 0 holds none.
  private static Map<String, Double> resources(JsonNode actor) {
    Map<String, Double> resources = new TreeMap<>();
    resources.put("CPU", actor.path("num_cpus").asDouble(0));
    resources.put("GPU", actor.path("num_gpus").asDouble(0));
    resources.put("memory", actor.path("memory").asDouble(0));
    actor
        .path("resources")
        .properties()
        .forEach(entry -> resources.put(entry.getKey(), entry.getValue().asDouble(0)));
    return resources;
  }
}
