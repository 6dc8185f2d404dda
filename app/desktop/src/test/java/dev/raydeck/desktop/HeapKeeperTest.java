package dev.raydeck.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  @ParameterizedTest
  @CsvSource({"true, 1", "false, 0", ", 0"})
  void collectsOnlyWhereTheLauncherAsks(@Nullable String asked, int times) {
    Properties launched = new Properties();
    if (asked != null) {
      launched.setProperty("raydeck.collect", asked);
    }
    HeapKeeper.asked(launched, () -> 900L << 20, () -> collections++).look();
    assertThat(collections).isEqualTo(times);
  }

  /// The launcher asks for it where, and only where, it chose a collector that needs it.
  @Test
  void theLauncherAsksForTheWindowAlone() throws IOException {
    String launcher =
        Files.readString(Path.of(System.getProperty("raydeck.root", "../.."), "raydeck"));
    Matcher options =
        Pattern.compile("^(\\w+_options)=\\((.*?)\\)$", Pattern.DOTALL | Pattern.MULTILINE)
            .matcher(launcher);
    assertThat(options.results().filter(set -> set.group(2).contains("-Draydeck.collect=true")))
        .extracting(set -> set.group(1))
        .containsExactly("window_options");
  }

  @Test
  void leavesASmallHeapAlone() {
    assertThat(collectionsWith(128, 40)).isZero();
    assertThat(collectionsWith(129, 40)).isOne();
  }

  @Test
  void letsALargeHeapGrowByMore() {
    assertThat(collectionsWith(200, 110)).isOne();
    assertThat(collectionsWith(350, 110)).isZero();
    assertThat(collectionsWith(351, 56)).isOne();
    assertThat(collectionsWith(200, 56)).isZero();
    assertThat(collectionsWith(201, 56)).isOne();
  }

  @Test
  void followsWhatIsKeptDownAgain() {
    assertThat(collectionsWith(1_000, 500)).isOne();
    assertThat(collectionsWith(740, 500)).isZero();
    assertThat(collectionsWith(741, 40)).isOne();
    assertThat(collectionsWith(112, 40)).isZero();
    assertThat(collectionsWith(113, 40)).isOne();
  }

  @Test
  void collectsOnceWhenManyNodesHaveComeAndNoMoreCome() {
    usedMb = 100;
    keptMb = 90;
    for (int count = 0; count <= 30_000; count += 500) {
      heap.seen(count);
      heap.look();
    }
    assertThat(collections).as("while they come").isZero();
    for (int look = 0; look < 500; look++) {
      heap.seen(30_000);
      heap.look();
    }
    assertThat(collections).isOne();
    assertThat(collectionsWith(320, 90)).as("their own size is known").isZero();
  }

  @Test
  void doesNotCollectForAFewNodes() {
    usedMb = 100;
    heap.seen(200);
    for (int look = 0; look < 500; look++) {
      heap.look();
    }
    assertThat(collections).isZero();
  }
}
