package dev.raydeck.desktop.decide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// One small case for each rule of Ray's scheduler, with the result worked out by hand: the numbers
/// are sections of the specification, from how nodes are seen (8.1) to label selectors (10.3).
class RulesTest {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  static Stream<Named<JsonNode>> rules() throws IOException {
    try (InputStream in = RulesTest.class.getResourceAsStream("/decisions/rules.jsonl")) {
      byte[] lines = Objects.requireNonNull(in).readAllBytes();
      return new String(lines, StandardCharsets.UTF_8)
          .lines()
          .map(MAPPER::readTree)
          .map(rule -> Named.of(rule.get("rule").asString(), rule));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  void holds(JsonNode rule) throws IOException {
    ObjectNode decisionCase = (ObjectNode) rule.get("case");
    decisionCase.put("id", rule.get("rule").asString());
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    byte[] line = MAPPER.writeValueAsBytes(decisionCase);
    new DecideCommand().run(new ByteArrayInputStream(line), written);
    JsonNode result = MAPPER.readTree(written.toByteArray());
    JsonNode expected = rule.get("result");
    assertThat(result.has("error")).as(result.toString()).isEqualTo(expected.has("error"));
    for (String key : DecideTest.COMPARED) {
      JsonNode found = result.path(key);
      assertThat(DecideTest.isSame(found, expected.path(key))).as("%s: %s", key, found).isTrue();
    }
  }
}
