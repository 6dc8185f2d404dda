package dev.raydeck.cluster.session;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What became of a launch: names Ray took, names it refused with its reason, or the trouble that
/// kept the program from answering. A launched actor may still wait for a place. `driverPid` is
/// that of the process that stays in the head's container for actors that are not detached, else
/// null.
public record LaunchOutcome(
    List<String> launched,
    Map<String, String> failed,
    @Nullable Long driverPid,
    @Nullable String trouble) {
  public LaunchOutcome {
    launched = List.copyOf(launched);
    failed = Map.copyOf(failed);
  }

  public static LaunchOutcome trouble(String words) {
    return new LaunchOutcome(List.of(), Map.of(), null, words);
  }
}
