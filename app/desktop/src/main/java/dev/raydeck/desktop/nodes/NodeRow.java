package dev.raydeck.desktop.nodes;

import dev.raydeck.desktop.facts.NodeFacts;

/// A table row that stays the same while its Pod lives; what it shows is replaced with each frame.
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

  void show(NodeFacts fresh) {
    facts = fresh;
  }
}
