package dev.raydeck.desktop.logs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raydeck.desktop.logs.LogEvent.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogEventTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          line | kind | details
          INFO event_logger.py:77 -- Adding 2 node(s) of type small-group. | ADD | 2;small-group
          INFO event_logger.py:97 -- Removing 1 nodes of type small-group (idle). | REMOVE | 1;small-group;idle
          INFO ray_stopper.py:118 -- Drained ray on 4b7280298419(success=True, msg=) | DRAIN | 298419
          INFO ray_stopper.py:118 -- Drained ray on 4b7280298419(success=False, msg=busy) | DRAIN_REFUSED | 298419;busy
          INFO monitor.py:1 -- :event_summary:Resized to 2 CPUs. | RESIZE | 2 CPUs
          INFO instance_manager.py:263 -- Update instance QUEUED->REQUESTED (id=fad, type=small-group, cloud_instance_id=, ray_id=): requested | STATUS | REQUESTED;small-group
          INFO instance_manager.py:263 -- Update instance ALLOCATED->RAY_RUNNING (id=fad, type=small-group, cloud_instance_id=rc-worker-h4k8r, ray_id=): ray | STATUS | RAY_RUNNING;rc-worker-h4k8r
          INFO cloud_provider.py:150 -- Terminating worker pods: ['rc-worker-jnlck'] | TERMINATE | rc-worker-jnlck
          """)
  void readsWhatRayWrites(String line, Kind kind, String details) {
    assertThat(LogEvent.of(line)).isEqualTo(new LogEvent(kind, List.of(details.split(";", -1))));
  }

  @Test
  void leavesOtherLinesAlone() {
    assertThat(LogEvent.of("INFO cloud_provider.py:582 -- Fetched pod data at 565.")).isNull();
    assertThat(LogEvent.of("Adding 2 node(s) of type small-group.")).isNull();
  }
}
