package dev.raydeck.desktop;

import dev.raydeck.model.ActuationResult;
import dev.raydeck.model.Health;
import dev.raydeck.model.Mode;
import dev.raydeck.model.ResourceBundle;
import dev.raydeck.model.SessionFrame;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/// Whole clusters as they stand at one moment.
final class Scenes {
  private static final Supplier<List<SessionFrame>> GUIDE_PAST = once(Scenes::guidePast);
  private static final Supplier<List<SessionFrame>> LARGE_PAST = once(Scenes::largePast);

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
    Frames frames = largeGroups();
    for (int i = 0; i < 103; i++) {
      frames.busy("cpu-preproc", FrameParts.end(i), 12 + i % 5, 0, Duration.ofHours(3));
    }
    frames.withActor("cpu-preproc", "d8bqn", "_Reaper", 0, Duration.ofHours(2));
    for (int i = 0; i < 22; i++) {
      frames.idle(
          "cpu-preproc",
          FrameParts.end(200 + i),
          Duration.ofSeconds(51 - 2L * i),
          Duration.ofHours(1));
    }
    frames.marked("cpu-preproc", "m6znl", Duration.ofHours(1));
    frames.terminating("cpu-preproc", "z5hgt", Duration.ofSeconds(11), Duration.ofHours(1));
    frames.failed("cpu-preproc", "k8wpx", "ImagePullBackOff", Duration.ofMinutes(4));
    for (int i = 0; i < 8; i++) {
      frames.busy("gpu-h100", FrameParts.end(300 + i), 176, 8, Duration.ofHours(9));
    }
    for (int i = 0; i < 6; i++) {
      frames.busy("gpu-a100", FrameParts.end(400 + i), 44, 4, Duration.ofHours(20));
    }
    frames.idle("gpu-a100", "n5dvc", Duration.ofSeconds(20), Duration.ofHours(5));
    frames.idle("gpu-a100", "q2xlm", Duration.ofSeconds(8), Duration.ofHours(5));
    frames.withActor("gpu-a100", "f8w2k", "_StatsActor", 0, Duration.ofHours(19));
    for (int i = 0; i < 9; i++) {
      frames.busy("spot-t4", FrameParts.end(500 + i), 8, 1, Duration.ofHours(2));
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

  /// Nothing was read yet.
  static SessionFrame nothing(Health.State state, String detail) {
    return new SessionFrame(
        0,
        Frames.NOW,
        Mode.OBSERVE,
        false,
        null,
        null,
        ActuationResult.NOTHING,
        new Health(state, Frames.NOW.minusSeconds(30), detail, Frames.NOW.plusSeconds(4)),
        Health.NOT_ASKED,
        Health.NOT_ASKED,
        null,
        null);
  }

  private static Frames largeGroups() {
    return Frames.empty()
        .named("llm-batch")
        .group("cpu-preproc", 4, 200, 16, 0, 64)
        .group("gpu-h100", 0, 8, 192, 8, 1536)
        .group("gpu-a100", 0, 24, 48, 4, 340)
        .group("spot-t4", 0, 40, 8, 1, 30);
  }

  /// The minutes before: ten of the guide's cluster, or of the large one.
  static List<SessionFrame> past(boolean isGuide) {
    return isGuide ? GUIDE_PAST.get() : LARGE_PAST.get();
  }

  private static <T> Supplier<T> once(Supplier<T> make) {
    AtomicReference<T> made = new AtomicReference<>();
    return () -> made.updateAndGet(is -> is == null ? make.get() : is);
  }

  private static List<SessionFrame> guidePast() {
    List<SessionFrame> past = new ArrayList<>();
    for (int i = 60; i > 0; i--) {
      Frames frames = Frames.guide().at(Frames.NOW.minusSeconds(i * 10L)).turn(502 - i);
      int workers = i > 52 ? 0 : i > 36 ? 2 : i > 20 ? 5 : i > 10 ? 4 : 3;
      int waiting = i > 52 ? 2 : i > 36 && i < 42 ? 3 : 0;
      for (int w = 0; w < workers; w++) {
        if (i < 14 && w == 1) {
          frames.idle(
              "small-group", FrameParts.end(w), Duration.ofSeconds(10), Duration.ofMinutes(5));
        } else {
          frames.withActor("small-group", FrameParts.end(w), "actor" + w, 1, Duration.ofMinutes(5));
        }
      }
      if (waiting > 0) {
        frames.demand(ResourceBundle.of("CPU", 1), waiting);
      }
      past.add(frames.frame());
    }
    return past;
  }

  /// GPU work comes in two waves; the second asks for more than gpu-h100 may have.
  private static List<SessionFrame> largePast() {
    List<SessionFrame> past = new ArrayList<>();
    for (int i = 60; i > 0; i--) {
      Frames frames = largeGroups().at(Frames.NOW.minusSeconds(i * 10L)).turn(502 - i);
      int h100 = i > 48 ? 5 : i > 38 ? 7 : i > 30 ? 6 : i > 12 ? 7 : 8;
      int a100 = i > 44 ? 7 : i > 24 ? 6 : 9;
      int t4 = i > 20 ? 6 : 9;
      for (int w = 0; w < 60; w++) {
        frames.busy("cpu-preproc", FrameParts.end(w), 13, 0, Duration.ofHours(3));
      }
      for (int w = 0; w < h100; w++) {
        frames.busy("gpu-h100", FrameParts.end(300 + w), 176, 8, Duration.ofHours(9));
      }
      for (int w = 0; w < a100; w++) {
        boolean isBusy = w < a100 - (i % 24 > 12 ? 2 : 1);
        frames.busy(
            "gpu-a100",
            FrameParts.end(400 + w),
            isBusy ? 44 : 0,
            isBusy ? 4 : 0,
            Duration.ofHours(20));
      }
      for (int w = 0; w < t4; w++) {
        frames.busy("spot-t4", FrameParts.end(500 + w), 8, 1, Duration.ofHours(2));
      }
      if (i > 46 && i < 54) {
        frames.demand(gpus(8, 96), 1);
      }
      if (i < 16) {
        frames.gang("STRICT_SPREAD", gpus(8, 96), gpus(8, 96));
      }
      if (i < 8) {
        frames.demand(gpus(1, 4), 5);
      }
      past.add(frames.frame());
    }
    return past;
  }
}
