package dev.raydeck.desktop;

import java.util.Properties;
import java.util.function.LongSupplier;

/// Has the whole heap collected once it is much more than what was left of it the last time.
///
/// A collector that stops the program has its old space grow to the very limit before it looks
/// there, and a window that is left open would take all it may in the end. The less there is to
/// keep, the shorter is the stop, and nobody sees it: there the heap may double. Where there is
/// much, events wait for it: there it comes the more rarely. Who starts the program with such a
/// collector says so by the property `raydeck.collect`; others know best themselves when to look.
final class HeapKeeper {
  /// What a window with a small cluster keeps: until it was first collected, nobody knows better.
  private static final long FIRST_BYTES = 48L << 20;

  private static final long LEAST_SPARE_BYTES = 32L << 20;
  private static final long MOST_SPARE_BYTES = 240L << 20;
  private static final int SPARE_FOR_MORE = 8;

  private static final HeapKeeper OF_THIS_PROCESS =
      asked(
          System.getProperties(),
          () -> Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory(),
          Runtime.getRuntime()::gc);

  private static final int MANY_NODES = 2_000;
  private static final int STILL_LOOKS = 50;

  private final LongSupplier usedBytes;
  private final Runnable collect;
  private long keptBytes = FIRST_BYTES;
  private int nodes;
  private int settledNodes;
  private int stillLooks;

  HeapKeeper(LongSupplier usedBytes, Runnable collect) {
    this.usedBytes = usedBytes;
    this.collect = collect;
  }

  /// One that collects where the properties of the process ask for it, and else never.
  static HeapKeeper asked(Properties properties, LongSupplier usedBytes, Runnable collect) {
    boolean isAsked = Boolean.parseBoolean(properties.getProperty("raydeck.collect"));
    return new HeapKeeper(usedBytes, isAsked ? collect : () -> {});
  }

  /// One for all windows there are. For the FX thread.
  static HeapKeeper ofThisProcess() {
    return OF_THIS_PROCESS;
  }

  /// How many nodes there are. Once many more have come and no more come, the heap is collected: it
  /// is known then what they take, and the next time is far off.
  void seen(int count) {
    if (count != nodes) {
      nodes = count;
      stillLooks = 0;
    }
  }

  /// Costs nothing where there is nothing to do.
  void look() {
    stillLooks++;
    boolean isSettled = nodes - settledNodes > MANY_NODES && stillLooks > STILL_LOOKS;
    if (isSettled) {
      settledNodes = nodes;
    }
    if (isSettled || usedBytes.getAsLong() > keptBytes + spareBytes()) {
      collect.run();
      keptBytes = usedBytes.getAsLong();
    }
  }

  private long spareBytes() {
    long least = keptBytes + LEAST_SPARE_BYTES;
    long more = FIRST_BYTES + LEAST_SPARE_BYTES + SPARE_FOR_MORE * (keptBytes - FIRST_BYTES);
    return Math.min(Math.max(least, more), MOST_SPARE_BYTES);
  }
}
