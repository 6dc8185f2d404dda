package dev.raydeck.desktop;

import dev.raydeck.desktop.live.Place;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;

/// The window's figures on this machine: `WindowBench [what] [rows] [updates a second] [seconds]`.
///
/// `nodes`, `overview` and `demands` are screens over that many Pods while they change; `logs`
/// reads 100 MB of a container's log; `wire` runs an API server in a process of its own and takes
/// the time from an event there to the cell that shows it, and `churn` is the same while fifty Pods
/// a second go and others come, and `ray` with a head that knows a Ray node for every Pod; `start`
/// opens the program by its launcher, with and without what is kept of earlier starts, and reads
/// its resident memory. `all` is all but `wire`, `churn`, `ray` and `start`, which the launcher's
/// built program is needed for. Each figure is printed with what it was taken from and the load of
/// the machine: other work on it makes all of them worse.
final class WindowBench {
  static final int ROWS = 30_000;
  static final int UPDATES = 1_000;
  static final int SECONDS = 20;
  private static final int CHURN = 50;

  private final int rows;
  private final int updates;
  private final int seconds;

  private WindowBench(int rows, int updates, int seconds) {
    this.rows = rows;
    this.updates = updates;
    this.seconds = seconds;
  }

  public static void main(String[] args) throws InterruptedException, IOException {
    int[] numbers = {ROWS, UPDATES, SECONDS};
    for (int i = 1; i < Math.min(args.length, numbers.length + 1); i++) {
      numbers[i - 1] = Integer.parseInt(args[i]);
    }
    String what = args.length == 0 ? "all" : args[0];
    machine();
    new WindowBench(numbers[0], numbers[1], numbers[2]).run(what);
    System.exit(0);
  }

  private void run(String what) throws InterruptedException, IOException {
    switch (what) {
      case "nodes", "overview", "demands" ->
          screens(List.of(Place.valueOf(what.toUpperCase(Locale.ROOT))));
      case "logs" -> LogBench.run();
      case "wire" -> WireBench.run(rows, updates, seconds, 0, false);
      case "churn" -> WireBench.run(rows, updates, seconds, CHURN, false);
      case "ray" -> WireBench.run(rows, updates, seconds, 0, true);
      case "start" -> StartBench.run();
      case "all" -> {
        screens(List.of(Place.NODES, Place.OVERVIEW, Place.DEMANDS));
        LogBench.run();
      }
      default -> throw new IllegalArgumentException("no benchmark " + what);
    }
  }

  private void screens(List<Place> places) throws InterruptedException, IOException {
    ScreenBench bench = new ScreenBench(rows, updates);
    bench.open();
    for (Place place : places) {
      bench.measure(place, seconds);
    }
    bench.close();
  }

  private static void machine() {
    System.out.printf(
        "%s %s, %s %s, %d cores, heap at most %d MB, options %s%n",
        System.getProperty("os.name"),
        System.getProperty("os.version"),
        System.getProperty("java.vm.name"),
        System.getProperty("java.version"),
        Runtime.getRuntime().availableProcessors(),
        Runtime.getRuntime().maxMemory() >> 20,
        ManagementFactory.getRuntimeMXBean().getInputArguments());
  }

  static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }
}
