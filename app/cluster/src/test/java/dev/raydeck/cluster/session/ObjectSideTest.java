package dev.raydeck.cluster.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raydeck.cluster.kube.KubeApi;
import dev.raydeck.cluster.kube.KubeFailure;
import dev.raydeck.cluster.kube.Kubeconfig;
import dev.raydeck.cluster.kube.KubeconfigException;
import dev.raydeck.model.Health;
import dev.raydeck.model.RayNode;
import dev.raydeck.model.RayObjects;
import dev.raydeck.model.RayState;
import dev.raydeck.model.ResourceBundle;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// When the dashboard is asked who holds objects, and when it is not. Time is the test's own: a
/// tick of the session is a tenth of a second of its timer.
class ObjectSideTest {
  private static final Duration TICK = Duration.ofMillis(100);
  private static final RayState FREE = state(0);
  private static final RayState HOLDING = state(26_500_009);

  private Duration passed = Duration.ZERO;
  private Instant now = Instant.parse("2026-11-26T19:55:00Z");
  private double speed = 1;
  private Duration takes = Duration.ZERO;
  private boolean isBroken;
  private boolean isUnreachable;
  private int changes;

  private final Inbox inbox = new Inbox();
  private final List<FakeLine> lines = new ArrayList<>();
  private final List<Duration> asked = new ArrayList<>();
  private final KubeApi nowhere = nowhere();
  private final ObjectSide.Dashboard dashboard =
      new ObjectSide.Dashboard(nowhere, "head", 8265, null);
  private final ObjectSide side =
      new ObjectSide(inbox, () -> changes++, () -> now, new Random(1), this::nanos, this::open);

  /// The head's dashboard: takes as long as it is told to, by the test's clocks.
  private final class FakeLine implements ObjectSide.Line {
    private volatile boolean isClosed;

    @Override
    public RayObjects read(RayState known, Instant at) {
      assertThat(isClosed).as("a closed line is not asked").isFalse();
      asked.add(passed);
      pass(takes);
      if (isBroken) {
        isClosed = true; // The port-forward ends under the question.
        throw new IllegalStateException("the port-forward is closed");
      }
      return new RayObjects(at, new Health(Health.State.OK, at, "", null), List.of(), false, null);
    }

    @Override
    public void close() {
      isClosed = true;
    }
  }

  private ObjectSide.Line open(ObjectSide.Dashboard at) throws KubeFailure {
    if (isUnreachable) {
      asked.add(passed);
      throw new IllegalStateException("no port-forward");
    }
    FakeLine line = new FakeLine();
    lines.add(line);
    return line;
  }

  @AfterEach
  void close() {
    nowhere.close();
  }

  /// The timer's origin is arbitrary, and it may wrap round.
  private long nanos() {
    return passed.toNanos() + Long.MAX_VALUE - TICK.toNanos();
  }

  private void pass(Duration time) {
    passed = passed.plus(time);
    now = now.plusNanos(Math.round(time.toNanos() * speed));
  }

  /// Ticks for that long; an answer comes before the next tick.
  private void run(Duration span, RayState known) throws InterruptedException {
    Duration end = passed.plus(span);
    while (passed.compareTo(end) < 0) {
      int before = asked.size();
      side.tend(dashboard, known, now, nanos());
      if (side.isAsking()) {
        inbox.run(TimeUnit.SECONDS.toNanos(20));
        assertThat(asked).hasSize(before + 1);
      }
      pass(TICK);
    }
  }

  private List<Long> gapsMillis() {
    List<Long> gaps = new ArrayList<>();
    for (int i = 1; i < asked.size(); i++) {
      gaps.add(asked.get(i).minus(asked.get(i - 1)).toMillis());
    }
    return gaps;
  }

  @Test
  void asksNothingWhileNoWorkerIsBusyForItsObjectStore() throws InterruptedException {
    run(Duration.ofMinutes(2), FREE);
    assertThat(lines).isEmpty();
    assertThat(side.read()).isNull();
    assertThat(changes).isZero();
  }

  @Test
  void asksEveryFiveSecondsOverOneLine() throws InterruptedException {
    run(Duration.ofMinutes(1), HOLDING);
    assertThat(asked.getFirst())
        .as("at once")
        .isLessThan(Duration.ofSeconds(1).plus(TICK.multipliedBy(2)));
    assertThat(gapsMillis()).hasSizeBetween(10, 12).containsOnly(5_000L);
    assertThat(lines).hasSize(1);
    assertThat(changes).isEqualTo(asked.size());
    assertThat(Objects.requireNonNull(side.read()).health().state()).isEqualTo(Health.State.OK);
  }

  @Test
  void hangsUpWhenTheObjectsAreGone() throws Exception {
    run(Duration.ofSeconds(12), HOLDING);
    int before = changes;
    run(TICK, FREE);
    assertThat(side.read()).isNull();
    assertThat(changes).isEqualTo(before + 1);
    run(Duration.ofMinutes(1), FREE);
    assertThat(changes).as("said once").isEqualTo(before + 1);
    Awaitility.await().until(() -> lines.getFirst().isClosed);
    int askedBefore = asked.size();
    run(Duration.ofSeconds(6), HOLDING);
    assertThat(asked.size()).isGreaterThan(askedBefore);
    assertThat(lines).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource(
      useHeadersInDisplayName = true,
      textBlock =
          """
          speed, gap
          0,     5100
          0.5,   5100
          1,     5000
          4,     1300
          60,    1100
          """)
  void followsTheClockButNotMoreThanOnceARealSecond(double speed, long gap)
      throws InterruptedException {
    this.speed = speed;
    run(Duration.ofMinutes(1), HOLDING);
    assertThat(gapsMillis()).isNotEmpty().containsOnly(gap);
  }

  @ParameterizedTest
  @CsvSource(
      useHeadersInDisplayName = true,
      textBlock =
          """
          took,  gap
          100,   5000
          300,   6100
          2000,  40100
          10000, 200100
          """)
  void takesNoMoreThanATwentiethOfTheTime(long took, long gap) throws InterruptedException {
    takes = Duration.ofMillis(took);
    run(Duration.ofMinutes(30), HOLDING);
    assertThat(gapsMillis()).isNotEmpty().containsOnly(gap);
    assertThat(gap).isGreaterThanOrEqualTo(20 * took);
  }

  @Test
  void triesMoreRarelyAfterEachFailureAndOverANewLine() throws InterruptedException {
    isBroken = true;
    run(Duration.ofMinutes(3), HOLDING);
    long[] waits = {1_000, 2_000, 4_000, 8_000, 15_000, 15_000, 15_000};
    List<Long> gaps = gapsMillis();
    assertThat(gaps).hasSizeGreaterThan(waits.length);
    for (int i = 0; i < waits.length; i++) {
      assertThat(gaps.get(i))
          .as("gap %d", i)
          .isBetween(
              Math.max(5_000, waits[i] * 8 / 10),
              Math.max(5_000, waits[i] * 12 / 10) + TICK.toMillis());
    }
    assertThat(lines).as("a line a try").hasSameSizeAs(asked);
    RayObjects read = Objects.requireNonNull(side.read());
    assertThat(read.objects()).isEmpty();
    assertThat(read.health())
        .returns(Health.State.LOST, Health::state)
        .returns("the port-forward is closed", Health::detail)
        .satisfies(health -> assertThat(health.nextTry()).isNotNull());
    isBroken = false;
    run(Duration.ofSeconds(20), HOLDING);
    assertThat(Objects.requireNonNull(side.read()).health().state()).isEqualTo(Health.State.OK);
    int opened = lines.size();
    asked.clear();
    run(Duration.ofSeconds(30), HOLDING);
    assertThat(gapsMillis()).as("as often as ever").containsOnly(5_000L);
    assertThat(lines).hasSize(opened);
    isBroken = true;
    run(Duration.ofSeconds(12), HOLDING);
    assertThat(gapsMillis()).as("the first wait is short again").allMatch(gap -> gap <= 5_100);
  }

  @Test
  void triesAgainWhereNoLineCanBeOpened() throws InterruptedException {
    isUnreachable = true;
    run(Duration.ofSeconds(40), HOLDING);
    assertThat(asked).hasSizeBetween(4, 7);
    assertThat(Objects.requireNonNull(side.read()).health().detail()).isEqualTo("no port-forward");
    isUnreachable = false;
    run(Duration.ofSeconds(20), HOLDING);
    assertThat(Objects.requireNonNull(side.read()).health().state()).isEqualTo(Health.State.OK);
  }

  @Test
  void throwsAwayWhatAnotherHeadSaid() throws Exception {
    pass(Duration.ofSeconds(6));
    side.tend(dashboard, HOLDING, now, nanos());
    side.drop();
    inbox.run(TimeUnit.SECONDS.toNanos(20));
    assertThat(side.read()).isNull();
    assertThat(changes).isZero();
    Awaitility.await().until(() -> lines.getFirst().isClosed);
  }

  private static KubeApi nowhere() {
    try {
      return Kubeconfig.ofText(
              """
              apiVersion: v1
              kind: Config
              clusters: [{name: c, cluster: {server: "http://127.0.0.1:1"}}]
              users: [{name: u, user: {token: t}}]
              contexts: [{name: x, context: {cluster: c, user: u}}]
              current-context: x
              """)
          .connect(null);
    } catch (KubeconfigException e) {
      throw new AssertionError(e);
    }
  }

  private static RayState state(double storeBytes) {
    ResourceBundle total = new ResourceBundle(Map.of("CPU", 1.0, "object_store_memory", 300e6));
    ResourceBundle left =
        new ResourceBundle(Map.of("CPU", 1.0, "object_store_memory", 300e6 - storeBytes));
    return new RayState(
        Instant.EPOCH,
        "session",
        "2.58.0",
        1,
        List.of(node("head", total, total, false), node("worker", total, left, storeBytes > 0)),
        List.of(),
        List.of(),
        null,
        List.of(),
        null,
        null);
  }

  private static RayNode node(
      String name, ResourceBundle total, ResourceBundle available, boolean isHolding) {
    return new RayNode(
        name,
        name,
        "small-group",
        RayNode.Status.RUNNING,
        total,
        available,
        Duration.ZERO,
        Map.of(),
        Map.of(),
        isHolding ? List.of("Resource: object_store_memory currently in use.") : List.of(),
        "10.244.1.36");
  }
}
