package dev.raydeck.engine.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.raydeck.model.Instance;
import dev.raydeck.model.InstanceLedger;
import dev.raydeck.model.InstanceStatus;
import dev.raydeck.model.NodeKind;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TransitionsTest {
  @ParameterizedTest(name = "{0} may become {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          QUEUED             | REQUESTED TERMINATED
          REQUESTED          | ALLOCATED ALLOCATION_FAILED QUEUED
          ALLOCATED          | ALLOCATION_TIMEOUT RAY_INSTALLING RAY_RUNNING RAY_STOPPED RAY_STOPPING TERMINATED TERMINATING
          RAY_INSTALLING     | RAY_INSTALL_FAILED RAY_RUNNING RAY_STOPPED TERMINATED TERMINATING
          RAY_RUNNING        | RAY_STOPPED RAY_STOPPING RAY_STOP_REQUESTED TERMINATED TERMINATING
          RAY_STOP_REQUESTED | RAY_RUNNING RAY_STOPPED RAY_STOPPING TERMINATED
          ALLOCATION_TIMEOUT | TERMINATED TERMINATING
          RAY_STOPPING       | RAY_STOPPED TERMINATED TERMINATING
          RAY_STOPPED        | TERMINATED TERMINATING
          TERMINATING        | TERMINATED TERMINATION_FAILED
          TERMINATION_FAILED | TERMINATED TERMINATING
          RAY_INSTALL_FAILED | TERMINATED TERMINATING
          TERMINATED         | ''
          ALLOCATION_FAILED  | ''
          UNKNOWN            | ''
          """)
  void allowsWhatRayAllows(InstanceStatus from, String next) {
    Set<String> expected =
        Arrays.stream(next.split(" ")).filter(name -> !name.isEmpty()).collect(Collectors.toSet());
    assertThat(new TreeSet<>(Transitions.after(from)).stream().map(Enum::name))
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  @ParameterizedTest
  @EnumSource(
      value = InstanceStatus.class,
      names = {
        "QUEUED",
        "REQUESTED",
        "ALLOCATED",
        "RAY_INSTALLING",
        "RAY_RUNNING",
        "RAY_STOP_REQUESTED"
      })
  void canStillRunRayFrom(InstanceStatus status) {
    assertThat(Transitions.reachable(status)).contains(InstanceStatus.RAY_RUNNING);
  }

  @Test
  void refusesAMoveRayDoesNotAllow() {
    InstanceTable table = new InstanceTable(InstanceLedger.EMPTY, Instant.EPOCH, "uid");
    Instance row = table.add("small", NodeKind.WORKER, InstanceStatus.QUEUED, null, null, "queued");
    assertThatThrownBy(() -> table.move(row, InstanceStatus.RAY_RUNNING, ""))
        .hasMessageContaining("QUEUED to RAY_RUNNING");
  }

  @Test
  void givesTheSameIdsForTheSameClusterAndOthersForAnother() {
    assertThat(firstId("one")).isEqualTo(firstId("one")).isNotEqualTo(firstId("two"));
  }

  private static String firstId(String uid) {
    return new InstanceTable(InstanceLedger.EMPTY, Instant.EPOCH, uid).newId();
  }
}
