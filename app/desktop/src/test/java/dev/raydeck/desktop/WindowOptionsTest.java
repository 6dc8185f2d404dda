package dev.raydeck.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class WindowOptionsTest {
  @Test
  void surviveTheWayThroughAnApplication() {
    WindowOptions options =
        new WindowOptions(Path.of("kube", "config"), "kind", "ray", "demo", true);
    Map<String, String> named =
        options.toParameters().stream()
            .map(parameter -> parameter.substring(2).split("=", 2))
            .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    assertThat(WindowOptions.of(named)).isEqualTo(options);
    assertThat(WindowOptions.of(Map.of())).isEqualTo(WindowOptions.CHOOSE);
  }
}
