package dev.raydeck.desktop.nodes;

import dev.raydeck.desktop.facts.NodeFacts;
import org.jspecify.annotations.Nullable;

/// A table row that stays the same while its Pod lives; what it shows is replaced with each frame.
@SuppressWarnings("ReferenceEquality") // The very facts are unchanged; others are shown anew.
public final class NodeRow {
  private final String key;
  private volatile NodeFacts facts;

  NodeRow(NodeFacts facts) {
    this.key = facts.key();
    this.facts = facts;
  }

  public String key() {
    return key;
  }

  public NodeFacts facts() {
    return facts;
  }

  /// The row as it is now, to be sorted; `before` where that still holds.
  static NodeRow still(NodeRow row, @Nullable NodeRow before) {
    NodeFacts now = row.facts;
    return before != null && before.facts == now ? before : new NodeRow(now);
  }

  /// Whether the Pod is the very one: one made anew under its name is another.
  boolean isOf(NodeFacts node) {
    return facts == node || key.equals(node.key());
  }

  void show(NodeFacts fresh) {
    if (facts != fresh) {
      facts = fresh;
    }
  }
}
