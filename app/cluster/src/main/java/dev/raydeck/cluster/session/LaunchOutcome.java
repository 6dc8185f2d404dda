package dev.raydeck.cluster.session;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What became of a launch: names Ray took, names it refused with its reason, or the trouble that
/// kept the program from answering. A launched actor may still wait for a place.
public record LaunchOutcome(
    List<String> launched, Map<String, String> failed, @Nullable String trouble) {
  public LaunchOutcome {
    launched = List.copyOf(launched);
    failed = Map.copyOf(failed);
  }

  static LaunchOutcome trouble(String words) {
    return new LaunchOutcome(List.of(), Map.of(), words);
  }
}
