package dev.raydeck.desktop.live;

import dev.raydeck.desktop.live.HopTrack.Draft;
import dev.raydeck.desktop.live.HopTrack.Hop;
import dev.raydeck.desktop.live.HopTrack.Way;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The latest workers this window saw through to their end, and what that says of the next one.
final class FinishedTracks {
  private static final int KEPT = 100;

  private final List<HopTrack> tracks = new ArrayList<>();

  void add(Draft draft) {
    tracks.add(draft.done());
    if (tracks.size() > KEPT) {
      tracks.removeFirst();
    }
  }

  Optional<HopTrack> last(Way way) {
    return tracks.reversed().stream().filter(track -> track.way() == way).findFirst();
  }

  int count(Way way) {
    return (int) tracks.stream().filter(track -> track.way() == way).count();
  }

  /// The median; null where none was seen.
  @Nullable Duration usual(Hop hop) {
    List<Duration> all =
        tracks.stream()
            .flatMap(track -> track.steps().stream())
            .filter(step -> step.hop() == hop)
            .map(HopTrack.Step::took)
            .filter(took -> took != null)
            .sorted()
            .toList();
    return all.isEmpty() ? null : all.get(all.size() / 2);
  }
}
