package dev.raydeck.sandbox.api;

import dev.raydeck.sandbox.api.spdy.SpdyStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What Kubernetes does with SPDY streams: a pair of them for each forwarded connection, or the
/// streams of a program.
final class SpdyPods {
  private static final Logger LOG = LoggerFactory.getLogger(SpdyPods.class);

  private SpdyPods() {}

  /// Forwards ports: each connection has an `error` and a `data` stream with one `requestid`.
  static Consumer<SpdyStream> portForward(PodRuntime runtime, Target target) {
    Map<String, SpdyStream> waiting = new ConcurrentHashMap<>();
    return stream -> {
      SpdyStream other = waiting.remove(stream.header("requestid"));
      if (other == null) {
        waiting.put(stream.header("requestid"), stream);
        return;
      }
      boolean isData = stream.header("streamtype").equals("data");
      SpdyStream data = isData ? stream : other;
      SpdyStream error = isData ? other : stream;
      Thread.ofVirtual()
          .name("sandbox-port-forward")
          .start(() -> forward(runtime, target, data, error));
    };
  }

  private static void forward(
      PodRuntime runtime, Target target, SpdyStream data, SpdyStream error) {
    int port = Integer.parseInt(data.header("port"));
    try (OutputStream failures = error.output();
        OutputStream toClient = data.output()) {
      try {
        Tunnel.run(runtime.dial(target.namespace(), target.name(), port), data.input(), toClient);
      } catch (ApiException | IOException e) {
        LOG.debug("Port {} of {} cannot be forwarded", port, target.name(), e);
        String message =
            "an error occurred forwarding %d -> %d: %s".formatted(port, port, e.getMessage());
        failures.write(message.getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      LOG.debug("A forwarding client is gone", e);
    }
  }

  /// Runs a program as soon as all its streams are there.
  ///
  /// @param onEnd called when the program has ended and the client was told
  static Consumer<SpdyStream> exec(PodRuntime runtime, ExecRun.Wish wish, Runnable onEnd) {
    Map<String, SpdyStream> streams = new ConcurrentHashMap<>();
    int wanted =
        1
            + (wish.stdin() ? 1 : 0)
            + (wish.stdout() ? 1 : 0)
            + (wish.stderr() ? 1 : 0)
            + (wish.tty() ? 1 : 0);
    return stream -> {
      streams.put(stream.header("streamtype"), stream);
      if (streams.size() == wanted) {
        Thread.ofVirtual().name("sandbox-exec").start(() -> run(runtime, wish, streams, onEnd));
      }
    };
  }

  private static void run(
      PodRuntime runtime, ExecRun.Wish wish, Map<String, SpdyStream> streams, Runnable onEnd) {
    try (OutputStream status = output(streams, "error");
        OutputStream stdout = output(streams, "stdout");
        OutputStream stderr = output(streams, "stderr")) {
      SpdyStream stdin = streams.get("stdin");
      ExecRequest request =
          new ExecRequest(
              wish.namespace(),
              wish.pod(),
              wish.container(),
              wish.argv(),
              wish.tty(),
              stdin == null ? InputStream.nullInputStream() : stdin.input(),
              stdout,
              stderr);
      status.write(Json.bytes(ExecRun.run(runtime, request)));
    } catch (IOException e) {
      LOG.debug("The client of {} is gone", wish.argv(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      onEnd.run();
    }
  }

  private static OutputStream output(Map<String, SpdyStream> streams, String type) {
    SpdyStream stream = streams.get(type);
    return stream == null ? OutputStream.nullOutputStream() : stream.output();
  }
}
