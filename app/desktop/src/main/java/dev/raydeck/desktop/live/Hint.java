package dev.raydeck.desktop.live;

import java.util.List;
import java.util.Map;

/// What a screen is asked to show when another sends a person to it. Nothing is sent by it.
public sealed interface Hint {
  /// Values proposed for fields of the tuning form, by the form's own names:
  /// `small-group.minReplicas`.
  record Fields(Map<String, String> texts) implements Hint {
    public Fields {
      texts = Map.copyOf(texts);
    }
  }

  /// Actors to select, by id.
  record Actors(List<String> ids) implements Hint {
    public Actors {
      ids = List.copyOf(ids);
    }
  }
}
