package dev.raydeck.desktop.demands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raydeck.desktop.Frames;
import dev.raydeck.desktop.facts.ClusterFacts;
import dev.raydeck.model.AutoscalerOptions;
import dev.raydeck.model.ResourceBundle;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class MatrixModelTest {
  private static List<MatrixModel.Line> lines(Frames frames) {
    return MatrixModel.lines(ClusterFacts.of(frames.frame()), demand -> "");
  }

  private static MatrixModel.Cell cell(Frames frames, int line, int column) {
    return ((MatrixModel.Line.Shape) lines(frames).get(line)).cells().get(column);
  }

  @Test
  void saysHowMuchIsShort() {
    MatrixModel.Cell cell = cell(Frames.guide().waitingActor("big1", 2), 1, 0);
    assertThat(cell.kind()).isEqualTo(MatrixModel.Cell.Kind.TOO_BIG);
    assertThat(cell.missing().amount("CPU")).isEqualTo(1);
    assertThat(cell.isNearest()).isTrue();
  }

  @Test
  void tellsNotOfferedFromTooSmall() {
    Frames frames = Frames.guide().demand(ResourceBundle.of("GPU", 1), 1);
    assertThat(cell(frames, 1, 0).kind()).isEqualTo(MatrixModel.Cell.Kind.NOT_OFFERED);
  }

  @Test
  void tellsTheMaximumThatBites() {
    Frames frames =
        Frames.empty()
            .group("small-group", 0, 1, 1, 0, 1)
            .withActor("small-group", "8hxg4", "actor1", 1, Duration.ofMinutes(1))
            .demand(ResourceBundle.of("CPU", 1), 1);
    assertThat(cell(frames, 1, 0).kind()).isEqualTo(MatrixModel.Cell.Kind.AT_MAXIMUM);
  }

  @Test
  void tellsTheLaunchRateThatLeavesSomeForLater() {
    Frames frames =
        Frames.guide()
            .options(new AutoscalerOptions(null, "Conservative", 60, null, null))
            .demand(ResourceBundle.of("CPU", 1), 3);
    MatrixModel.Cell cell = cell(frames, 1, 0);
    assertThat(cell.kind()).isEqualTo(MatrixModel.Cell.Kind.LAUNCH_RATE);
    assertThat(cell.number()).isEqualTo(1);
  }

  @Test
  void putsInfeasibleShapesFirst() {
    List<MatrixModel.Line> lines =
        lines(Frames.guide().demand(ResourceBundle.of("CPU", 1), 2).waitingActor("big1", 2));
    assertThat(lines.getFirst()).isInstanceOf(MatrixModel.Line.Title.class);
    assertThat(((MatrixModel.Line.Title) lines.getFirst()).section())
        .isEqualTo(dev.raydeck.desktop.facts.DemandFacts.Section.INFEASIBLE);
  }

  @Test
  void saysWhichWorkersAConstraintPins() {
    Frames frames =
        Frames.guide()
            .idle("small-group", "w7qzk", Duration.ofSeconds(70), Duration.ofMinutes(5))
            .idle("small-group", "d2mfr", Duration.ofSeconds(70), Duration.ofMinutes(5))
            .constraint(ResourceBundle.of("CPU", 1), 1);
    MatrixModel.Cell cell = cell(frames, 1, 0);
    assertThat(cell.kind()).isEqualTo(MatrixModel.Cell.Kind.PINS);
    assertThat(cell.number()).isEqualTo(1);
  }

  @Test
  void saysThatAGroupIsKeptForWorkThatNeedsItsGpus() {
    Frames frames =
        Frames.empty()
            .group("cpu", 0, 10, 4, 0, 4)
            .group("gpu", 0, 10, 4, 1, 4)
            .demand(ResourceBundle.of("CPU", 1), 1);
    assertThat(cell(frames, 1, 0).kind()).isEqualTo(MatrixModel.Cell.Kind.CHOSEN);
    assertThat(cell(frames, 1, 1).kind()).isEqualTo(MatrixModel.Cell.Kind.KEPT_FOR_GPU);
  }

  @Test
  void theNearestGroupIsTheOneThatMissesLeast() {
    Frames frames =
        Frames.empty()
            .group("small", 0, 10, 16, 0, 4)
            .group("large", 0, 10, 192, 0, 4)
            .demand(ResourceBundle.of("CPU", 256), 1);
    assertThat(cell(frames, 1, 0).isNearest()).isFalse();
    assertThat(cell(frames, 1, 1).isNearest()).isTrue();
  }
}
