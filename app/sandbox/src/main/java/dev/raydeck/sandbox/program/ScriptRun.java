package dev.raydeck.sandbox.program;

import dev.raydeck.sandbox.SandboxClock;
import dev.raydeck.sandbox.rayhead.RayHead;
import java.time.Duration;
import java.util.List;

/// Runs one Python script of the head's container as a Ray driver would run.
final class ScriptRun {
  private static final Duration START = Duration.ofMillis(380);

  /// The driver disconnects and Python ends.
  private static final Duration END = Duration.ofMillis(800);

  /// A driver exits with the signal's number (ray: _private/worker.py, sigterm_handler).
  private static final int SIGTERM = 15;

  private final RayHead head;
  private final SandboxClock clock;
  private final Console console;
  private final List<String> argv;

  ScriptRun(RayHead head, SandboxClock clock, Console console, List<String> argv) {
    this.head = head;
    this.clock = clock;
    this.console = console;
    this.argv = argv;
  }

  int run(String source) throws InterruptedException {
    List<Python.Statement> statements;
    try {
      statements = PythonParser.parse(source);
    } catch (ScriptRefused e) {
      return refuse(e);
    }
    clock.sleep(START);
    Driver driver = new Driver(head, clock, console, String.join(" ", argv));
    try {
      new PythonRun(driver, console, argv.subList(1, argv.size())).run(statements);
      return 0;
    } catch (ScriptRefused e) {
      return refuse(e);
    } catch (ScriptExit e) {
      if (!e.text().isEmpty()) {
        console.complain(e.text());
      }
      return e.code();
    } catch (PythonError e) {
      e.traceback(argv.get(1), source).forEach(console::complain);
      return 1;
    } catch (InterruptedException e) {
      if (driver.isTerminated()) {
        return SIGTERM;
      }
      throw e;
    } finally {
      if (driver.isConnected()) {
        end(driver);
      }
    }
  }

  /// Whatever happens meanwhile, the job is over.
  private void end(Driver driver) throws InterruptedException {
    try {
      clock.sleep(END);
    } finally {
      driver.disconnect();
    }
  }

  private int refuse(ScriptRefused refused) {
    console.complain(
        "The sandbox cannot run "
            + argv.get(1)
            + ": line "
            + refused.line()
            + " uses "
            + refused.getMessage()
            + "; it can run scripts that only start detached actors with ray.init, @ray.remote and .options(...)"
            + ".remote(), end them with ray.kill(ray.get_actor(...)), or hold the bytes(n) a remote function returns.");
    return 1;
  }
}
