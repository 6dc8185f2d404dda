package dev.raydeck.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PagedListTest {
  private static List<String> words(int count) {
    return IntStream.range(0, count).mapToObj(at -> "word " + at).toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 31, 32, 33, 64, 1_000})
  void isTheListItWasMadeOf(int size) {
    List<String> plain = words(size);
    assertThat(PagedList.copyOf(plain)).isEqualTo(plain);
    assertThat(PagedList.copyOf(new ArrayList<>(plain))).hasSameHashCodeAs(plain);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void tellsWhatWasReplacedAndNothingElse(long seed) {
    Random random = new Random(seed);
    List<String> plain = new ArrayList<>(words(1 + random.nextInt(300)));
    PagedList<String> paged = PagedList.copyOf(plain);
    for (int turn = 0; turn < 40; turn++) {
      PagedList<String> before = paged;
      List<String> was = List.copyOf(plain);
      int[] places = random.ints(random.nextInt(5), 0, plain.size()).sorted().distinct().toArray();
      for (int place : places) {
        plain.set(place, "other " + random.nextLong());
      }
      paged = paged.with(places, plain::get);
      assertThat(paged).isEqualTo(plain);
      assertThat(before).isEqualTo(was);
      assertThat(paged.changesSince(before)).isEqualTo(places);
      assertThat(PagedList.copyOf(plain).changesSince(before)).isEqualTo(places);
    }
  }

  @Test
  void isItselfWhereNothingIsReplaced() {
    PagedList<String> paged = PagedList.copyOf(words(40));
    assertThat(paged.with(new int[0], at -> "never")).isSameAs(paged);
    assertThat(PagedList.copyOf(paged)).isSameAs(paged);
  }

  @Test
  void refusesNullAndAnotherLength() {
    PagedList<String> paged = PagedList.copyOf(words(3));
    assertThatNullPointerException().isThrownBy(() -> PagedList.copyOf(Arrays.asList("a", null)));
    assertThatNullPointerException().isThrownBy(() -> paged.with(new int[] {1}, at -> nothing()));
    assertThatIllegalArgumentException().isThrownBy(() -> paged.changesSince(PagedList.of()));
  }

  @SuppressWarnings("NullAway") // What a careless caller would hand in.
  private static String nothing() {
    return null;
  }
}
