package dev.raydeck.desktop.decide;

import dev.raydeck.engine.scheduling.Scheduler;
import dev.raydeck.engine.scheduling.SchedulingReply;
import dev.raydeck.engine.scheduling.SchedulingRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// One decision on one thread, in steady state: the large cases Ray was timed on. SampleTime gives
/// p50 and p99, `-prof gc` the bytes allocated by one.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 2)
public class DecisionBench {
  @Param({
    "B1",
    "B2-one-gang",
    "B2-99-gangs",
    "B3",
    "B4",
    "B5-1000",
    "B5-5000",
    "B5-20000",
    "B6-quarter",
    "B6-half",
    "B6",
    "B7"
  })
  public String input = "";

  private SchedulingRequest request = CurveBench.world(0, 0);

  @Setup
  public void read() throws IOException, CaseProblem {
    String path = "/decisions/bench/%s.jsonl.gz".formatted(input);
    InputStream found = Objects.requireNonNull(DecisionBench.class.getResourceAsStream(path), path);
    try (InputStream in = new GZIPInputStream(found)) {
      request = new CaseReader().read(in.readAllBytes()).request();
    }
  }

  @Benchmark
  public SchedulingReply decide() {
    return Scheduler.schedule(request);
  }
}
