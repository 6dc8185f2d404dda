package dev.raydeck.sandbox.program;

import dev.raydeck.sandbox.SandboxClock;
import dev.raydeck.sandbox.rayhead.ActorRequest;
import dev.raydeck.sandbox.rayhead.HeadTables;
import dev.raydeck.sandbox.rayhead.NameTakenException;
import dev.raydeck.sandbox.rayhead.RayHead;
import dev.raydeck.sandbox.rayhead.RayJob;
import dev.raydeck.sandbox.rayhead.TaskRequest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A script's connection to Ray: a job from `ray.init` to the script's end.
final class Driver {
  private static final Duration STEP = Duration.ofMillis(4);
  private static final Duration CONNECTING = Duration.ofMillis(11);

  private final RayHead head;
  private final SandboxClock clock;
  private final Console console;
  private final String entrypoint;
  private @Nullable RayJob job;

  Driver(RayHead head, SandboxClock clock, Console console, String entrypoint) {
    this.head = head;
    this.clock = clock;
    this.console = console;
    this.entrypoint = entrypoint;
  }

  boolean isConnected() {
    return job != null;
  }

  boolean isTerminated() {
    return job != null && job.isTerminated();
  }

  /// Prints the three lines every driver prints.
  RayJob connect(String namespace) throws InterruptedException {
    String address = HeadTables.ipAddress(head);
    log(
        "worker.py:1683",
        "Using address 127.0.0.1:6379 set in the environment variable RAY_ADDRESS");
    clock.sleep(STEP);
    log("worker.py:1833", "Connecting to existing Ray cluster at address: " + address + ":6379...");
    clock.sleep(CONNECTING);
    RayJob connected = head.startJob(entrypoint, namespace);
    job = connected;
    log(
        "worker.py:2015",
        "Connected to Ray cluster. View the dashboard at \u001b[1m\u001b[32mhttp://"
            + address
            + ":8265 \u001b[39m\u001b[22m");
    return connected;
  }

  private void log(String where, String message) {
    console.complain(PythonText.logTime(clock.instant()) + "\tINFO " + where + " -- " + message);
  }

  private RayJob connected() throws InterruptedException {
    RayJob present = job;
    return present == null ? connect("anonymous") : present;
  }

  String namespace() throws InterruptedException {
    return connected().namespace();
  }

  void create(ActorRequest request) throws NameTakenException, InterruptedException {
    head.createActor(connected(), request);
  }

  void submit(TaskRequest request) throws InterruptedException {
    head.submit(connected(), request);
  }

  boolean hasActor(String name, String namespace) {
    return head.hasActor(name, namespace);
  }

  boolean kill(String name, String namespace) {
    return head.killActor(name, namespace);
  }

  void pause(Duration duration) throws InterruptedException {
    clock.sleep(duration);
  }

  /// The process stays behind for its actors; returns its pid.
  int leaveAlone() throws InterruptedException {
    RayJob present = connected();
    job = null;
    head.leaveAlone(present);
    return present.pid();
  }

  void disconnect() {
    RayJob present = job;
    if (present != null) {
      head.endJob(present);
    }
  }
}
