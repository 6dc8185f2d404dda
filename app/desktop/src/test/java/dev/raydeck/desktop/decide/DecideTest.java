package dev.raydeck.desktop.decide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DecideTest {
  static final List<String> COMPARED =
      List.of("launch", "terminate", "infeasible", "infeasible_gangs", "infeasible_constraints");

  private final JsonMapper mapper = JsonMapper.builder().build();

  @Test
  void decidesEverySampleCaseAsRayDid() throws IOException {
    Iterator<JsonNode> expected = json(resource("expected.jsonl.gz")).iterator();
    List<String> differences = new ArrayList<>();
    int compared = 0;
    for (JsonNode result : json(decide(resource("cases.jsonl.gz")))) {
      differences.addAll(differences(result, expected.next()));
      compared++;
    }
    assertThat(differences).isEmpty();
    assertThat(compared).isEqualTo(314);
    assertThat(expected).isExhausted();
  }

  /// The large cases Ray finished.
  @Test
  void decidesEveryLargeCaseAsRayDid() throws IOException {
    int compared = 0;
    for (JsonNode expected : json(resource("bench.expected.jsonl.gz"))) {
      String id = expected.get("id").asString();
      JsonNode result = json(decide(resource("bench/%s.jsonl.gz".formatted(id)))).getFirst();
      assertThat(differences(result, expected)).isEmpty();
      compared++;
    }
    assertThat(compared).isEqualTo(17);
  }

  private List<String> differences(JsonNode result, JsonNode expected) {
    assertThat(result.get("id")).isEqualTo(expected.get("id"));
    if (expected.has("error") || result.has("error")) {
      return expected.has("error") == result.has("error") ? List.of() : List.of(result.toString());
    }
    return COMPARED.stream()
        .filter(key -> !isSame(result.get(key), expected.get(key)))
        .map(key -> "%s %s: %s".formatted(result.get("id"), key, result.get(key)))
        .toList();
  }

  /// 1 and 1.0 are the same number.
  static boolean isSame(JsonNode one, JsonNode other) {
    return one.equals(
        (a, b) ->
            a.isNumber() && b.isNumber() && a.doubleValue() == b.doubleValue()
                ? 0
                : a.equals(b) ? 0 : 1,
        other);
  }

  @ParameterizedTest(name = "{0} says {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          nonsense                                                               | not JSON
          []                                                                     | one JSON object
          {"id":"a"} {"id":"b"}                                                  | not JSON
          {"node_types":{}}                                                      | id: is required
          {"id":7,"node_types":{}}                                               | id: a string is wanted, not 7
          {"id":"a"}                                                             | node_types: is required
          {"id":"a","node_types":{"x":{}}}                                       | node_types.x.resources: is required
          {"id":"a","node_types":{"x":{"resources":{"CPU":"2"}}}}                | node_types.x.resources.CPU
          {"id":"a","node_types":{"x":{"resources":{"CPU":-1}}}}                 | node_types.x.resources.CPU
          {"id":"a","node_types":{"x":{"resources":{"CPU":1e999}}}}              | node_types.x.resources.CPU
          {"id":"a","node_types":{"x":{"resources":{},"min":11}}}                | 11 is above max, 10
          {"id":"a","node_types":{"x":{"resources":{},"min":1.5}}}               | node_types.x.min
          {"id":"a","node_types":{"x":{"resources":{},"min":4294967296,"max":4294967296}}} | node_types.x.min: more than
          {"id":"a","node_types":{},"max_num_nodes":-1}                          | max_num_nodes
          {"id":"a","node_types":{},"conserve_gpu":2}                            | conserve_gpu: 0 or 1
          {"id":"a","node_types":{},"availability":{"x":2}}                      | availability.x
          {"id":"a","node_types":{},"instances":[{"type":"x","status":"RUNNING","id":"i"}]} | instances[0].status: unknown status RUNNING
          {"id":"a","node_types":{},"instances":[{"type":"x","status":"QUEUED","id":"i","kind":"BOSS"}]} | unknown kind BOSS
          {"id":"a","node_types":{},"instances":[{"type":"x","status":"QUEUED","id":"i"},{"type":"x","status":"QUEUED","id":"i"}]} | instances[1].id: i is there twice
          {"id":"a","node_types":{},"demands":[{"count":1}]}                     | demands[0].bundle: is required
          {"id":"a","node_types":{},"demands":[{"bundle":{},"count":-1}]}        | demands[0].count
          {"id":"a","node_types":{},"demands":[{"bundle":{},"count":10000001}]}  | demands[0].count: more than 10000000 requests
          {"id":"a","node_types":{},"gangs":[[{"bundle":{},"count":9000000},{"bundle":{},"count":9000000}]]} | gangs[0][1].count: more than
          {"id":"a","node_types":{},"demands":[{"bundle":{"CPU":null}}]}         | demands[0].bundle.CPU
          {"id":"a","node_types":{},"demands":[{"bundle":{"CPU":true}}]}         | demands[0].bundle.CPU
          {"id":"a","node_types":{},"demands":{}}                                | demands: a list is wanted
          {"id":"a","node_types":{},"demands":[{"bundle":{},"labels":[["k","in",["v"]]]}]} | demands[0].labels[0][0]
          {"id":"a","node_types":{},"demands":[{"bundle":{},"labels":[[["k","in"]]]}]} | [key, operator, [values]] is wanted
          {"id":"a","node_types":{},"gangs":[[{"bundle":{},"constraint":["AFFINITY","n"]}]]} | gangs[0][0].constraint
          {"id":"a","node_types":{},"instances":[{"status":"QUEUED","id":"i"}]}  | instances[0].type: is required
          {"id":"a","node_types":{},"instances":[{"type":"x","status":"QUEUED"}]} | instances[0].id: is required
          {"id":"a","node_types":{},"instances":[{"type":"x","status":"RAY_RUNNING","id":"i","ray":{"id":"r","total":{}}}]} | instances[0].ray.avail: is required
          {"id":"a","node_types":{},"instances":[{"type":"x","status":"RAY_RUNNING","id":"i","ray":{"id":"r","total":{},"avail":{},"idle_ms":-1}}]} | instances[0].ray.idle_ms
          {"id":"a","node_types":{},"idle_timeout_s":-1}                         | idle_timeout_s
          {"id":"a","node_types":{"x":{"resources":{},"labels":{"k":1}}}}        | node_types.x.labels.k
          {"id":"a","node_types":{"x":{"resources":{},"priority":0.5}}}          | node_types.x.priority
          {"id":"a","node_types":[]}                                             | node_types: an object is wanted
          {"id":"a","node_types":{}                                              | not JSON
          {"id":"a","node_types":{},"max_num_nodes":NaN}                         | not JSON
          {"id":"a","node_types":{},"demands":[{"bundle":{},"labels":[[["k","near",[]]]]}]} | unknown operator near
          {"id":"a","node_types":{},"gangs":[[{"bundle":{},"constraint":["NEXT_TO","n",""]}]]} | unknown constraint kind NEXT_TO
          """)
  void namesThePlaceAndTheValueOfBadInput(String line, String message) throws IOException {
    JsonNode result = json(decide(bytes(line))).getFirst();
    assertThat(result.get("error").asString()).contains(message);
    assertThat(result.get("line").intValue()).isEqualTo(1);
    assertThat(result.get("error").asString()).doesNotContain("Source:");
  }

  @Test
  void goesOnAfterAnErrorAndCountsEmptyLines() throws IOException {
    String good = "{\"id\":\"good\",\"node_types\":{}}";
    List<JsonNode> results = json(decide(bytes("\n{\"id\":\"bad\"}\n\n" + good)));
    assertThat(results.getFirst().get("line").intValue()).isEqualTo(2);
    assertThat(results.getFirst().get("id").asString()).isEqualTo("bad");
    assertThat(results.getLast().get("id").asString()).isEqualTo("good");
    assertThat(results.getLast().has("error")).isFalse();
  }

  @Test
  void takesLimitsLargerThanAnyCluster() throws IOException {
    String line =
        """
        {"id":"a","node_types":{"x":{"resources":{"CPU":1},"max":1099511627776,"priority":9999999999}},\
        "max_num_nodes":1099511627776,"demands":[{"bundle":{"CPU":1}}]}
        """;
    JsonNode result = json(decide(bytes(line))).getFirst();
    assertThat(result.get("launch").get("x").intValue()).isEqualTo(1);
  }

  @ParameterizedTest(name = "{0} gives exit status {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"id":"a","node_types":{}} | 0
          {"id":"a"}                 | 1
          """)
  void endsWithAStatusThatSaysWhetherAllWasDecided(String line, int status, @TempDir Path folder)
      throws IOException {
    Path cases = Files.writeString(folder.resolve("cases.jsonl"), line);
    Path results = folder.resolve("results.jsonl");
    StringWriter messages = new StringWriter();
    int found =
        new CommandLine(new DecideCommand())
            .setErr(new PrintWriter(messages))
            .execute(cases.toString(), "--out", results.toString(), "--time");
    assertThat(found).isEqualTo(status);
    assertThat(Files.readString(results)).startsWith(status == 0 ? "{\"id\":\"a\"" : "{\"line\":1");
    assertThat(messages.toString()).contains("s deciding");
  }

  @ParameterizedTest(name = "in {0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          en | {CPU: 2} will have room. {CPU: 2} waits for workers on their way: 1 workers. | passes: Best group for it (workers) | small does not grow. workers serves it better than small.
          zh | {CPU: 2} 将会放得下。 {CPU: 2} 在等正在加入的 worker：1 workers。 | 通过：最合适的组（workers） | small 不会扩容。 workers 比 small 更合适。
          """)
  void explainsInTheWordsOfTheWindow(
      String language, String demand, String gate, String group, @TempDir Path folder)
      throws IOException {
    String example =
        """
        {"id":"a","node_types":{"workers":{"resources":{"CPU":2}},"small":{"resources":{"CPU":16}}},\
        "instances":[],"demands":[{"bundle":{"CPU":2}}]}
        """;
    Path cases = Files.writeString(folder.resolve("cases.jsonl"), example);
    Path results = folder.resolve("results.jsonl");
    StringWriter messages = new StringWriter();
    new CommandLine(new DecideCommand())
        .setErr(new PrintWriter(messages))
        .execute(cases.toString(), "--out", results.toString(), "--explain", "--lang", language);
    assertThat(messages.toString()).contains(demand).contains(gate).contains(group);
    JsonNode reasons = mapper.readTree(Files.readString(results)).get("reasons");
    assertThat(reasons.get(1).get("says").asString()).startsWith(group);
    JsonNode best = reasons.get(1).get("gates").get(0);
    assertThat(best.get("state").asString()).isEqualTo("HOLDS");
    assertThat(best.get("details").size()).isEqualTo(2);
    assertThat(reasons.get(2).get("says").asString()).isEqualTo(demand);
    assertThat(reasons.toString()).doesNotContain("2147483647");
  }

  @Test
  void endsWithTwoWhereTheFileCannotBeRead(@TempDir Path folder) {
    StringWriter said = new StringWriter();
    String nowhere = folder.resolve("nowhere").toString();
    int status =
        new CommandLine(new DecideCommand()).setErr(new PrintWriter(said)).execute(nowhere);
    assertThat(status).isEqualTo(2);
    assertThat(said.toString().strip())
        .isEqualTo("raydeck decide: " + nowhere + ": there is no such file");
  }

  private static byte[] decide(byte[] cases) throws IOException {
    ByteArrayOutputStream results = new ByteArrayOutputStream();
    new DecideCommand().run(new ByteArrayInputStream(cases), results);
    return results.toByteArray();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] resource(String name) throws IOException {
    InputStream found = DecideTest.class.getResourceAsStream("/decisions/" + name);
    try (InputStream in = new GZIPInputStream(Objects.requireNonNull(found))) {
      return in.readAllBytes();
    }
  }

  private List<JsonNode> json(byte[] lines) {
    return new String(lines, StandardCharsets.UTF_8).lines().map(mapper::readTree).toList();
  }
}
