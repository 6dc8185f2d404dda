package dev.raydeck.desktop.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResortTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void weavesWhatAPlainSortWouldGive(long seed) {
    Random random = new Random(seed);
    List<Integer> kept = new ArrayList<>();
    List<Integer> moved = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      (random.nextInt(10) == 0 ? moved : kept).add(random.nextInt(150));
    }
    kept.sort(Comparator.reverseOrder());
    List<Integer> plain = new ArrayList<>(kept);
    plain.addAll(moved);
    plain.sort(Comparator.reverseOrder());
    assertThat(Resort.weave(kept, moved, Comparator.reverseOrder())).isEqualTo(plain);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 5})
  void takesNothingAndMany(int kept) {
    List<Integer> before = List.of(1, 3, 5, 7, 9).subList(0, kept);
    List<Integer> plain = new ArrayList<>(List.of(8, 2, 4, 0));
    plain.addAll(before);
    plain.sort(Comparator.naturalOrder());
    assertThat(Resort.weave(before, List.of(8, 2, 4, 0), Comparator.naturalOrder()))
        .isEqualTo(plain);
    assertThat(Resort.weave(before, List.of(), Comparator.naturalOrder())).isEqualTo(before);
  }
}
