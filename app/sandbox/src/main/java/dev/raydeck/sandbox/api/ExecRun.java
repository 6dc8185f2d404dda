package dev.raydeck.sandbox.api;

import java.io.UncheckedIOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/// Runs one program for a client and tells its end, in the words of a kubelet.
final class ExecRun {
  private static final Logger LOG = LoggerFactory.getLogger(ExecRun.class);

  /// What an exec request asks for.
  ///
  /// @param stderr false with a terminal, which has one output only
  record Wish(
      String namespace,
      String pod,
      String container,
      List<String> argv,
      boolean stdin,
      boolean stdout,
      boolean stderr,
      boolean tty) {}

  private ExecRun() {}

  /// Reads the query of an exec request.
  ///
  /// @throws ApiException 400 or 404 when there is nothing to run it in
  static Wish wish(ObjectStore store, Exchange exchange, Target target) {
    ObjectNode pod = PodStreams.placedPod(store, target);
    String container = PodLogs.container(pod, exchange.query("container"));
    List<String> argv = exchange.queries("command");
    if (argv.isEmpty()) {
      throw ApiException.badRequest("you must specify at least one command for the container");
    }
    boolean tty = exchange.isQuery("tty");
    return new Wish(
        target.namespace(),
        target.name(),
        container,
        argv,
        exchange.isQuery("stdin"),
        exchange.isQuery("stdout"),
        exchange.isQuery("stderr") && !tty,
        tty);
  }

  /// Runs the program to its end and returns the Status that tells it.
  static ObjectNode run(PodRuntime runtime, ExecRequest request) throws InterruptedException {
    try {
      return ended(runtime.exec(request));
    } catch (ApiException e) {
      return failed(String.valueOf(e.getMessage()));
    } catch (UncheckedIOException e) {
      LOG.debug("The client of {} left", request.argv(), e);
      return failed("the client left");
    } catch (RuntimeException e) {
      LOG.error("{} failed in {}", request.argv(), request.pod(), e);
      return failed("Internal error occurred: " + e.getMessage());
    }
  }

  private static ObjectNode ended(int exitCode) {
    ObjectNode status = Json.object();
    status.putObject("metadata");
    if (exitCode == 0) {
      return status.put("status", "Success");
    }
    status
        .put("status", "Failure")
        .put(
            "message",
            "command terminated with non-zero exit code: exit status %d".formatted(exitCode))
        .put("reason", "NonZeroExitCode");
    ObjectNode cause = status.putObject("details").putArray("causes").addObject();
    cause.put("reason", "ExitCode").put("message", Integer.toString(exitCode));
    return status;
  }

  private static ObjectNode failed(String message) {
    ObjectNode status = Json.object();
    status.putObject("metadata");
    return status
        .put("status", "Failure")
        .put("message", message)
        .put("reason", "InternalError")
        .put("code", 500);
  }
}
