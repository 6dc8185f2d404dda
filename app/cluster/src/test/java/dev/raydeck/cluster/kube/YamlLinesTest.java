package dev.raydeck.cluster.kube;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raydeck.cluster.kube.ObjectView.Line;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class YamlLinesTest {
  private static final String OBJECT =
      """
      {"apiVersion":"ray.io/v1","metadata":{"name":"rc","annotations":{"note":"two\\nlines"},
       "managedFields":[
        {"manager":"kubectl","operation":"Apply","time":"2026-11-24T19:02:21Z","fieldsV1":
          {"f:spec":{"f:options":{".":{},"f:idle":{}},"f:groups":{"k:{\\"name\\":\\"b\\"}":{"f:max":{}}}}}},
        {"manager":"autoscaler","operation":"Update","time":"2026-11-24T19:02:24Z","fieldsV1":
          {"f:spec":{"f:list":{},"f:groups":{"k:{\\"name\\":\\"b\\"}":{"f:max":{}}}}}},
        {"manager":"operator","operation":"Update","subresource":"status","fieldsV1":
          {"f:status":{"f:state":{}}}}]},
       "spec":{"options":{"idle":60,"empty":{}},"groups":[{"name":"a"},{"name":"b","max":10}],
        "list":[["x"],"2.52","yes"," # ","a: b"],"none":null},
       "status":{"state":"ready","times":"2026-11-24"}}
      """;

  private static List<Line> lines() {
    Map<String, Object> object = Json.object(OBJECT);
    Map<?, ?> metadata = (Map<?, ?>) Objects.requireNonNull(object.get("metadata"));
    FieldWriters writers = FieldWriters.of(metadata.remove("managedFields"));
    return YamlLines.of(object, writers);
  }

  private static String text() {
    return lines().stream().map(Line::text).collect(Collectors.joining("\n"));
  }

  private static Line line(String text) {
    return lines().stream()
        .filter(one -> one.text().strip().equals(text))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void writesWhatAYamlReaderReadsBack() {
    Map<String, Object> object = Json.object(OBJECT);
    ((Map<?, ?>) Objects.requireNonNull(object.get("metadata"))).remove("managedFields");
    Object read = Serialization.unmarshal(text(), Object.class);
    assertThat(Json.text(read)).isEqualTo(Json.text(object));
  }

  @Test
  void layItOutAsKubectlDoes() {
    assertThat(text())
        .contains(
            "spec:\n  options:\n    idle: 60\n    empty: {}\n  groups:\n  - name: a\n  - name: b\n    max: 10\n")
        .contains("    note: |-\n      two\n      lines\n")
        .contains("  - - x\n".replace("- - x", "-\n    - x"))
        .contains("  - \"2.52\"\n  - \"yes\"\n");
  }

  @Test
  void countsWhatAFoldHides() {
    assertThat(line("options:").below()).isEqualTo(2);
    assertThat(line("- name: b").below()).isEqualTo(1);
    assertThat(line("status:").below()).isEqualTo(2);
    assertThat(line("idle: 60").below()).isZero();
  }

  @Test
  void namesTheLastWriterOfAField() {
    assertThat(Objects.requireNonNull(line("idle: 60").writer()).manager()).isEqualTo("kubectl");
    assertThat(Objects.requireNonNull(line("max: 10").writer()).manager()).isEqualTo("autoscaler");
    assertThat(Objects.requireNonNull(line("- x").writer()).manager()).isEqualTo("autoscaler");
    assertThat(Objects.requireNonNull(line("state: ready").writer()).subresource())
        .isEqualTo("status");
    assertThat(line("spec:").writer()).isNull();
    assertThat(line("- name: a").writer()).isNull();
  }
}
