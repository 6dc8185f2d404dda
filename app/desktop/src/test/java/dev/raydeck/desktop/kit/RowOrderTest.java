package dev.raydeck.desktop.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowOrderTest {
  @Test
  void givesTheLatestOrderOnce() {
    RowOrder<String> order = new RowOrder<>(Runnable::run);
    order.order(List.of("b", "c", "a"), Comparator.naturalOrder(), row -> !row.equals("c"));
    assertThat(order.take()).containsExactly("a", "b");
    assertThat(order.take()).isNull();
  }

  @Test
  void keepsTheOrderUnderAPointer() {
    assertThat(RowOrder.keepingOrder(List.of("c", "b", "gone"), List.of("a", "b", "c")))
        .containsExactly("c", "b", "a");
  }
}
