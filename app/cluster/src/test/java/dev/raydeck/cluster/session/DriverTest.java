package dev.raydeck.cluster.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raydeck.model.CommandFailure.LaunchFailed;
import dev.raydeck.model.CommandFailure.TerminateFailed;
import dev.raydeck.model.ScalingCommand.ClearWorkersToDelete;
import dev.raydeck.model.ScalingCommand.DeleteWorkers;
import dev.raydeck.model.ScalingCommand.DrainNode;
import dev.raydeck.model.ScalingCommand.SetReplicas;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DriverTest {
  @Test
  void tellsTheEngineWhatAFailedPatchCost() {
    assertThat(
            Driver.unsent(
                List.of(
                    new DrainNode("n", "w0", "g", Duration.ofSeconds(61)),
                    new SetReplicas("g", 0, 2, 3, "r1"),
                    new SetReplicas("h", 1, 2, 1, "t1"),
                    new DeleteWorkers("h", 1, List.of("w1", "w2"), "t1"),
                    new ClearWorkersToDelete("i", 2)),
                "no"))
        .containsExactly(
            new LaunchFailed("r1", "g", "no"),
            new TerminateFailed("w1", "no"),
            new TerminateFailed("w2", "no"));
  }
}
