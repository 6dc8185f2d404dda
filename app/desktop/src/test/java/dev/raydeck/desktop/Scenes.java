package dev.raydeck.desktop;

import dev.raydeck.model.ResourceBundle;
import java.time.Duration;
import java.util.List;

/// Whole clusters as they stand at one moment.
final class Scenes {
  private Scenes() {}

  /// The guide's cluster at 14:07:22: one busy, one counting down, one marked, one terminating, a
  /// 2-CPU actor that fits nowhere.
  static Frames guide() {
    return Frames.guide()
        .withActor("small-group", "8hxg4", "actor1", 1, Duration.ofMinutes(9))
        .idle("small-group", "w7qzk", Duration.ofSeconds(37), Duration.ofMinutes(9))
        .marked("small-group", "d2mfr", Duration.ofMinutes(7))
        .terminating("small-group", "k9tbn", Duration.ofSeconds(4), Duration.ofMinutes(7))
        .waitingActor("big1", 2);
  }

  /// 163 workers in four groups, two of them held, a placement group at a maximum.
  static Frames large() {
    Frames frames =
        Frames.empty()
            .named("llm-batch")
            .group("cpu-preproc", 4, 200, 16, 0, 64)
            .group("gpu-h100", 0, 8, 192, 8, 1536)
            .group("gpu-a100", 0, 24, 48, 4, 340)
            .group("spot-t4", 0, 40, 8, 1, 30);
    for (int i = 0; i < 103; i++) {
      frames.busy("cpu-preproc", Frames.end(i), 12 + i % 5, 0, Duration.ofHours(3));
    }
    frames.withActor("cpu-preproc", "d8bqn", "_Reaper", 0, Duration.ofHours(2));
    for (int i = 0; i < 22; i++) {
      frames.idle(
          "cpu-preproc", Frames.end(200 + i), Duration.ofSeconds(51 - 2L * i), Duration.ofHours(1));
    }
    frames.marked("cpu-preproc", "m6znl", Duration.ofHours(1));
    frames.terminating("cpu-preproc", "z5hgt", Duration.ofSeconds(11), Duration.ofHours(1));
    frames.failed("cpu-preproc", "k8wpx", "ImagePullBackOff", Duration.ofMinutes(4));
    for (int i = 0; i < 8; i++) {
      frames.busy("gpu-h100", Frames.end(300 + i), 176, 8, Duration.ofHours(9));
    }
    for (int i = 0; i < 6; i++) {
      frames.busy("gpu-a100", Frames.end(400 + i), 44, 4, Duration.ofHours(20));
    }
    frames.idle("gpu-a100", "n5dvc", Duration.ofSeconds(20), Duration.ofHours(5));
    frames.idle("gpu-a100", "q2xlm", Duration.ofSeconds(8), Duration.ofHours(5));
    frames.withActor("gpu-a100", "f8w2k", "_StatsActor", 0, Duration.ofHours(19));
    for (int i = 0; i < 9; i++) {
      frames.busy("spot-t4", Frames.end(500 + i), 8, 1, Duration.ofHours(2));
    }
    frames.starting("spot-t4", "w4jsv", Duration.ofSeconds(21));
    frames.starting("spot-t4", "g9pst", Duration.ofSeconds(20));
    for (String pod : List.of("b2nxr", "t9cfd", "c7hhq")) {
      frames.pending("spot-t4", pod, "Pending", "no free T4 node", Duration.ofSeconds(72));
    }
    return frames
        .gang("STRICT_SPREAD", gpus(8, 96), gpus(8, 96))
        .demand(gpus(1, 4), 5)
        .demand(ResourceBundle.of("CPU", 256), 2)
        .constraint(ResourceBundle.of("CPU", 1), 40);
  }

  private static ResourceBundle gpus(double gpus, double cpus) {
    return ResourceBundle.of("GPU", gpus, "CPU", cpus);
  }
}
