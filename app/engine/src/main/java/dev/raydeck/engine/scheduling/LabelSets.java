package dev.raydeck.engine.scheduling;

import dev.raydeck.model.PlacementConstraint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The different sets of labels nodes have, as far as requests mention them, numbered; 0 is the
/// empty set.
final class LabelSets {
  private static final int UNKNOWN = -2;

  private final Vocabulary vocabulary;
  private final Map<Map<String, String>, Integer> numbers = new HashMap<>();
  private final List<Map<String, String>> sets = new ArrayList<>();
  private final List<@Nullable Marked> marked = new ArrayList<>();
  private final List<int[]> matches = new ArrayList<>();

  LabelSets(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
    number(Map.of());
  }

  private static final class Marked {
    final PlacementConstraint mark;
    final int number;

    Marked(PlacementConstraint mark, int number) {
      this.mark = mark;
      this.number = number;
    }
  }

  private int number(Map<String, String> set) {
    Integer known = numbers.putIfAbsent(set, sets.size());
    if (known != null) {
      return known;
    }
    sets.add(set);
    marked.add(null);
    matches.add(new int[0]);
    return sets.size() - 1;
  }

  int of(Map<String, String> labels) {
    if (labels.isEmpty() || !vocabulary.mentionsLabels()) {
      return 0;
    }
    Map<String, String> mentioned = new HashMap<>();
    labels.forEach((name, value) -> {
      if (vocabulary.mentionsLabel(name)) {
        mentioned.put(name, value);
      }
    });
    return number(mentioned);
  }

  Map<String, String> set(int number) {
    return sets.get(number);
  }

  /// The set with the mark of a placement group added, which it does not have yet. The last mark of
  /// each set is remembered: all nodes with the same labels are tried with the same mark.
  int with(int number, PlacementConstraint mark) {
    Marked known = marked.get(number);
    if (known == null || !known.mark.equals(mark)) {
      Map<String, String> labels = new HashMap<>(sets.get(number));
      labels.put(mark.labelName(), mark.labelValue());
      known = new Marked(mark, number(labels));
      marked.set(number, known);
    }
    return known.number;
  }

  /// Index of the first alternative that holds on the labels, or -1.
  int match(int selectors, int number) {
    int[] known = matches.get(number);
    if (selectors >= known.length) {
      int before = known.length;
      known = Arrays.copyOf(known, Math.max(selectors + 1, 2 * before));
      Arrays.fill(known, before, known.length, UNKNOWN);
      matches.set(number, known);
    }
    if (known[selectors] == UNKNOWN) {
      known[selectors] = Labels.firstMatch(vocabulary.selectorList(selectors), sets.get(number));
    }
    return known[selectors];
  }
}
