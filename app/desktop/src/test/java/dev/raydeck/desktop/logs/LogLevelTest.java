package dev.raydeck.desktop.logs;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogLevelTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      nullValues = "-",
      textBlock =
          """
          line | level
          2026-11-24 11:08:35,198 INFO monitor.py:94 -- an ERROR is only spoken of | INFO
          2026-11-24 11:08:35,198 WARNING autoscaler.py:73 -- AuthenticationError detected | WARNING
          2026-11-24 11:22:56,375 SUCC scripts.py:1082 -- Ray runtime started. | INFO
          [2026-11-24 11:22:56,375 E 88 88] (raylet) main.cc:1: Failed to register | ERROR
          [2026-11-24 11:22:56,375 I 88 88] (gcs_server) gcs.cc:1: fine | INFO
          E1124 11:08:35.198123 1 reflector.go:1] watch failed | ERROR
          {"level":"error","ts":"2026","msg":"it said info"} | ERROR
          WARNING: an illegal reflective access | WARNING
          [ERROR] it broke | ERROR
          raise ValueError("no INFO here") | -
          Traceback (most recent call last): | -
          available_node_types: | -
          """)
  void readsWhatTheProgramSays(String line, @Nullable LogLevel level) {
    assertThat(LogLevel.said(line)).isEqualTo(level);
  }
}
