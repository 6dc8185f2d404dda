package dev.raydeck.cluster.kube;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTest {
  @Test
  void writesAPatchAsItIsSent() {
    assertThat(
            Json.patch(
                List.of(
                    PatchOp.test("/metadata/resourceVersion", "1"),
                    PatchOp.add("/spec/a", Map.of("workersToDelete", List.of("w1"))),
                    new PatchOp("remove", "/spec/b", null))))
        .isEqualTo(
            """
            [{"op":"test","path":"/metadata/resourceVersion","value":"1"},\
            {"op":"add","path":"/spec/a","value":{"workersToDelete":["w1"]}},\
            {"op":"remove","path":"/spec/b"}]\
            """);
  }

  @Test
  void followsPointersThroughMapsAndLists() {
    Map<String, Object> root = Json.object("{\"spec\":{\"groups\":[{\"name\":\"g\",\"a/b\":3}]}}");
    assertThat(Json.at(root, "/spec/groups/0/name")).isEqualTo("g");
    assertThat(Json.at(root, "/spec/groups/0/a~1b")).isEqualTo(3);
    assertThat(Json.at(root, "/spec/groups/1/name")).isNull();
    assertThat(Json.at(root, "/spec/none/x")).isNull();
  }
}
