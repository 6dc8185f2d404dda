package dev.raydeck.cluster.session;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What became of a kill, by actor id, or the trouble that kept the GCS from being asked.
public record KillOutcome(
    List<String> killed, Map<String, String> failed, @Nullable String trouble) {
  public KillOutcome {
    killed = List.copyOf(killed);
    failed = Map.copyOf(failed);
  }

  static KillOutcome trouble(String words) {
    return new KillOutcome(List.of(), Map.of(), words);
  }
}
