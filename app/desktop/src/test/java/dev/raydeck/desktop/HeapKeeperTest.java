package dev.raydeck.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeapKeeperTest {
  private long usedMb;
  private long keptMb;
  private int collections;
  private final HeapKeeper heap =
      new HeapKeeper(
          () -> usedMb << 20,
          () -> {
            collections++;
            usedMb = keptMb;
          });

  private int collectionsWith(long used, long kept) {
    usedMb = used;
    keptMb = kept;
    int before = collections;
    heap.look();
    heap.look();
    return collections - before;
  }

  @Test
  void leavesASmallHeapAlone() {
    assertThat(collectionsWith(128, 40)).isZero();
    assertThat(collectionsWith(129, 40)).isOne();
  }

  @Test
  void collectsWhatIsTwiceWhatWasKeptAndSomeMore() {
    assertThat(collectionsWith(200, 110)).isOne();
    assertThat(collectionsWith(252, 110)).isZero();
    assertThat(collectionsWith(253, 110)).isOne();
  }

  @Test
  void followsWhatIsKeptDownAgain() {
    assertThat(collectionsWith(1_000, 500)).isOne();
    assertThat(collectionsWith(1_032, 500)).isZero();
    assertThat(collectionsWith(1_033, 40)).isOne();
    assertThat(collectionsWith(112, 40)).isZero();
    assertThat(collectionsWith(113, 40)).isOne();
  }
}
