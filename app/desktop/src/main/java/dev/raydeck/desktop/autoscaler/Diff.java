package dev.raydeck.desktop.autoscaler;

import java.util.ArrayList;
import java.util.List;

/// The lines of two short texts side by side: kept, removed, added, by their longest common part.
final class Diff {
  private Diff() {}

  enum Sign {
    KEPT,
    REMOVED,
    ADDED
  }

  record Line(Sign sign, String text) {}

  static List<Line> of(List<String> before, List<String> after) {
    int[][] common = new int[before.size() + 1][after.size() + 1];
    for (int i = before.size() - 1; i >= 0; i--) {
      for (int j = after.size() - 1; j >= 0; j--) {
        common[i][j] =
            before.get(i).equals(after.get(j))
                ? common[i + 1][j + 1] + 1
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    List<Line> lines = new ArrayList<>();
    int i = 0;
    int j = 0;
    while (i < before.size() || j < after.size()) {
      if (i < before.size() && j < after.size() && before.get(i).equals(after.get(j))) {
        lines.add(new Line(Sign.KEPT, before.get(i++)));
        j++;
      } else if (j == after.size() || (i < before.size() && common[i + 1][j] >= common[i][j + 1])) {
        lines.add(new Line(Sign.REMOVED, before.get(i++)));
      } else {
        lines.add(new Line(Sign.ADDED, after.get(j++)));
      }
    }
    return lines;
  }
}
