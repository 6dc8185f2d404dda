package dev.raydeck.desktop.live;

import dev.raydeck.desktop.live.HopTrack.Draft;
import dev.raydeck.desktop.live.HopTrack.Hop;
import dev.raydeck.desktop.live.HopTrack.Way;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The latest workers this window saw through to their end, and what that says of the next one.
public final class FinishedTracks {
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

  /// How many of one way were seen to their end.
  public int count(Way way) {
    return (int) tracks.stream().filter(track -> track.way() == way).count();
  }

  /// What a hop usually takes here: the median of those that waited for no person; null where none
  /// was seen.
  public @Nullable Duration usual(Hop hop) {
    return median(
        tracks.stream()
            .filter(track -> !track.byPerson().contains(hop))
            .flatMap(track -> track.steps().stream())
            .filter(step -> step.hop() == hop)
            .map(HopTrack.Step::took));
  }

  /// What a whole way usually takes here: the median of those that waited for no person; null where
  /// none was seen.
  public @Nullable Duration usual(Way way) {
    return median(
        tracks.stream()
            .filter(track -> track.way() == way && track.byPerson().isEmpty())
            .map(HopTrack::took));
  }

  private static @Nullable Duration median(Stream<@Nullable Duration> some) {
    List<Duration> all = some.filter(Objects::nonNull).sorted().toList();
    return all.isEmpty() ? null : all.get(all.size() / 2);
  }
}
