package dev.raydeck.desktop.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowOrderTest {
  @Test
  void givesTheLatestOrderOnce() {
    RowOrder<String> order = new RowOrder<>(Runnable::run);
    order.order(List.of("b", "c", "a"), Comparator.naturalOrder(), row -> !row.equals("c"));
    assertThat(order.take()).containsExactly("a", "b");
    assertThat(order.take()).isNull();
  }

  /// A live row: what it shows changes while it stays the same.
  private static final class Live {
    private final int id;
    private int value;

    Live(int id, int value) {
      this.id = id;
      this.value = value;
    }

    static Live still(Live row, @Nullable Live before) {
      return before != null && before.value == row.value ? before : new Live(row.id, row.value);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void ordersLiveRowsAsAPlainSortWould(long seed) {
    Random random = new Random(seed);
    RowOrder<Live> order = new RowOrder<>(Runnable::run);
    order.still(Live::still);
    Comparator<Live> up = Comparator.<Live>comparingInt(r -> r.value).thenComparingInt(r -> r.id);
    List<Comparator<Live>> comparators = List.of(up, up.reversed());
    List<Predicate<Live>> filters = List.of(row -> true, row -> row.value % 3 != 0);
    Comparator<Live> comparator = up;
    Predicate<Live> filter = filters.getFirst();
    List<Live> rows = new ArrayList<>();
    List<Live> shown = List.of();
    for (int i = 0; i < 300; i++) {
      switch (random.nextInt(10)) {
        case 0 -> comparator = comparators.get(random.nextInt(2));
        case 1 -> filter = filters.get(random.nextInt(2));
        case 2 -> rows.removeIf(row -> random.nextInt(8) == 0);
        case 3, 4 -> rows.add(new Live(i, random.nextInt(50)));
        default ->
            rows.stream()
                .filter(row -> random.nextInt(6) == 0)
                .forEach(row -> row.value = random.nextInt(50));
      }
      order.order(rows, comparator, filter);
      List<Live> fresh = order.take();
      shown = fresh == null ? shown : fresh;
      assertThat(shown).isEqualTo(rows.stream().filter(filter).sorted(comparator).toList());
    }
  }

  @Test
  void givesNoOrderThatIsShownAlready() {
    RowOrder<Live> order = new RowOrder<>(Runnable::run);
    order.still(Live::still);
    Comparator<Live> up = Comparator.comparingInt(row -> row.value);
    Predicate<Live> all = row -> true;
    List<Live> rows = List.of(new Live(1, 10), new Live(2, 20));
    order.order(rows, up, all);
    assertThat(order.take()).isEqualTo(rows);
    rows.getFirst().value = 15;
    order.order(rows, up, all);
    assertThat(order.take()).isNull();
    rows.getFirst().value = 25;
    order.order(rows, up, all);
    assertThat(order.take()).containsExactly(rows.get(1), rows.get(0));
  }

  @Test
  void keepsTheOrderUnderAPointer() {
    assertThat(RowOrder.keepingOrder(List.of("c", "b", "gone"), List.of("a", "b", "c")))
        .containsExactly("c", "b", "a");
  }
}
