package dev.raydeck.engine.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The fast packer against the plain one, which is Ray's step by step. Blocks of seeds;
/// `-Draydeck.worlds=200000` runs more of them.
class GroupedPackerTest {
  private static final int BLOCK = 500;

  static LongStream blocks() {
    return LongStream.range(0, Math.max(1, Long.getLong("raydeck.worlds", 5_000L) / BLOCK));
  }

  @ParameterizedTest(name = "block {0} of 500 requests")
  @MethodSource("blocks")
  void repliesAsThePlainPackerDoes(long block) {
    for (long seed = block * BLOCK; seed < (block + 1) * BLOCK; seed++) {
      compare(seed);
    }
  }

  /// Found by longer runs: equal bundles that list their resources in different orders.
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = 143_964)
  void repliesWhereItOnceDidNot(long seed) {
    compare(seed);
  }

  private static void compare(long seed) {
    SchedulingRequest request = RandomRequests.of(seed);
    Object plain = reply(request, new PlainPacker());
    assertThat(reply(request, new GroupedPacker(request))).as("seed %d", seed).isEqualTo(plain);
  }

  /// A failure is a reply too, whatever its words.
  private static Object reply(SchedulingRequest request, Packer packer) {
    try {
      return Scheduler.schedule(request, packer);
    } catch (SchedulingFailure failure) {
      return "no decision";
    }
  }
}
