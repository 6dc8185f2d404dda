package dev.raydeck.desktop.facts;

import java.util.List;

/// How long the names of nodes are, in characters: how many there are of each length, so that one
/// that goes costs as little as one that comes. Immutable but for whoever makes it.
final class NameLengths {
  private static final int MOST = 256;

  /// The short ends of the workers' names.
  private final int[] ends = new int[MOST];

  /// Of all, with the group before the end.
  private final int[] own = new int[MOST];

  private final int[] whole = new int[MOST];

  private NameLengths() {}

  static NameLengths of(List<NodeFacts> nodes) {
    NameLengths lengths = new NameLengths();
    nodes.forEach(node -> lengths.count(node, 1));
    return lengths;
  }

  NameLengths again(NodeChanges changes) {
    if (changes.areInPlace() && changes.all(NameLengths::isSame)) {
      return this;
    }
    NameLengths lengths = new NameLengths();
    System.arraycopy(ends, 0, lengths.ends, 0, MOST);
    System.arraycopy(own, 0, lengths.own, 0, MOST);
    System.arraycopy(whole, 0, lengths.whole, 0, MOST);
    changes.each(was -> lengths.count(was, -1), is -> lengths.count(is, 1));
    return lengths;
  }

  private static boolean isSame(NodeFacts was, NodeFacts is) {
    return was.isHead() == is.isHead()
        && was.end().equals(is.end())
        && was.pod().group().equals(is.pod().group());
  }

  private void count(NodeFacts node, int more) {
    if (!node.isHead()) {
      ends[capped(node.end())] += more;
    }
    String name = node.pod().name();
    String named = Names.own(name, node.pod().group(), node.end());
    own[named == null ? 0 : capped(named)] += more;
    whole[capped(name)] += more;
  }

  /// A Pod's name has at most 253.
  private static int capped(String text) {
    return Math.min(text.length(), MOST - 1);
  }

  int longestEnd() {
    return longest(ends);
  }

  int longestOwn() {
    return longest(own);
  }

  int longestName() {
    return longest(whole);
  }

  private static int longest(int[] counts) {
    int length = MOST - 1;
    while (length > 0 && counts[length] == 0) {
      length--;
    }
    return length;
  }
}
