package dev.raydeck.desktop.facts;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The workers of each group in the order their tiles stand. Where only some moved since the frame
/// before, only those are sorted.
@SuppressWarnings("ReferenceEquality") // The very object is unchanged; another is compared.
final class GroupJoin {
  private static final Comparator<NodeFacts> TILE_ORDER =
      Comparator.<NodeFacts>comparingInt(GroupJoin::rank)
          .thenComparing(GroupJoin::idle)
          .thenComparing(node -> node.pod().createdAt())
          .thenComparing(node -> node.pod().name());

  private final Map<String, List<Tile>> byGroup = new HashMap<>();

  /// A node and where it stands among all.
  private record Tile(NodeFacts node, int place) {}

  private GroupJoin() {}

  static GroupJoin of(List<NodeFacts> nodes) {
    return new GroupJoin().take(nodes, new boolean[nodes.size()]);
  }

  /// The same of other facts about the same Pods and perhaps some more or fewer. `names` are those
  /// of `nodes`; `arePlaced`: each stands where it stood.
  GroupJoin again(boolean arePlaced, List<NodeFacts> nodes, PodNames names) {
    GroupJoin join = new GroupJoin();
    boolean[] isKept = new boolean[nodes.size()];
    byGroup.forEach((group, before) -> {
      List<Tile> kept = new ArrayList<>(before.size());
      for (Tile old : before) {
        int place = arePlaced ? old.place() : names.place(old.node().pod().name());
        NodeFacts now = place < 0 ? null : nodes.get(place);
        if (now != null && isInPlace(old.node(), now)) {
          boolean isSame = now == old.node() && place == old.place();
          kept.add(isSame ? old : new Tile(now, place));
          isKept[place] = true;
        }
      }
      join.byGroup.put(group, kept);
    });
    return join.take(nodes, isKept);
  }

  private GroupJoin take(List<NodeFacts> nodes, boolean[] isKept) {
    Map<String, List<Tile>> moved = new HashMap<>();
    for (int i = 0; i < isKept.length; i++) {
      NodeFacts node = nodes.get(i);
      if (!isKept[i] && !node.isHead()) {
        moved.computeIfAbsent(node.pod().group(), name -> new ArrayList<>()).add(new Tile(node, i));
      }
    }
    moved.forEach((group, own) -> {
      List<Tile> kept = byGroup.getOrDefault(group, List.of());
      byGroup.put(group, Resort.weave(kept, own, Comparator.comparing(Tile::node, TILE_ORDER)));
    });
    return this;
  }

  private static boolean isInPlace(NodeFacts old, NodeFacts now) {
    return old == now
        || (!now.isHead()
            && old.pod().group().equals(now.pod().group())
            && TILE_ORDER.compare(old, now) == 0);
  }

  List<NodeFacts> of(String group) {
    return byGroup.getOrDefault(group, List.of()).stream().map(Tile::node).toList();
  }

  private static java.time.Duration idle(NodeFacts node) {
    return node.ray() == null || node.held() != null ? java.time.Duration.ZERO : node.ray().idle();
  }

  @SuppressWarnings("EnumOrdinal") // The states are declared in the order of tiles.
  private static int rank(NodeFacts node) {
    return node.held() != null ? 1 : node.state().ordinal() * 2;
  }
}
