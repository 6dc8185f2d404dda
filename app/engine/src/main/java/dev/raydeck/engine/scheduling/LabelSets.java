package dev.raydeck.engine.scheduling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The different sets of labels nodes have, as far as requests mention them, numbered; 0 is the
/// empty set.
final class LabelSets {
  private static final int UNKNOWN = -2;

  private final Vocabulary vocabulary;
  private final Map<Map<String, String>, Integer> numbers = new HashMap<>();
  private final List<Map<String, String>> sets = new ArrayList<>();
  private final List<int[]> matches = new ArrayList<>();

  LabelSets(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
    number(Map.of());
  }

  private int number(Map<String, String> set) {
    Integer known = numbers.putIfAbsent(set, sets.size());
    if (known != null) {
      return known;
    }
    sets.add(set);
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

  int with(int number, String name, String value) {
    Map<String, String> marked = new HashMap<>(sets.get(number));
    marked.put(name, value);
    return number(marked);
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
