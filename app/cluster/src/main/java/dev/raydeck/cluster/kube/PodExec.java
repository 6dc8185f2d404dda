package dev.raydeck.cluster.kube;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.ExecWatch;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Runs programs in containers, arguments as argv, never through a shell.
public final class PodExec {
  private static final int MAX_BYTES = 1 << 20;

  private final KubernetesClient client;
  private final String namespace;

  PodExec(KubernetesClient client, String namespace) {
    this.client = client;
    this.namespace = namespace;
  }

  /// Waits for the program's end, at most `timeout`.
  public ExecAnswer run(String pod, String container, List<String> argv, Duration timeout)
      throws KubeFailure, InterruptedException {
    Capped output = new Capped();
    Capped error = new Capped();
    try (ExecWatch watch =
        client
            .pods()
            .inNamespace(namespace)
            .withName(pod)
            .inContainer(container)
            .writingOutput(output)
            .writingError(error)
            .exec(argv.toArray(String[]::new))) {
      int exitCode = watch.exitCode().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      return new ExecAnswer(exitCode, output.text(), error.text());
    } catch (TimeoutException e) {
      throw new KubeFailure(
          KubeFailure.Kind.OTHER, "no answer within " + timeout.toSeconds() + " s", e);
    } catch (ExecutionException e) {
      throw KubeFailure.of(e.getCause() == null ? e : e.getCause());
    } catch (RuntimeException e) {
      throw KubeFailure.of(e);
    }
  }

  /// Takes what fits and lets the rest pass, so that a talkative program ends all the same.
  private static final class Capped extends OutputStream {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Override
    public synchronized void write(int b) {
      if (bytes.size() < MAX_BYTES) {
        bytes.write(b);
      }
    }

    @Override
    public synchronized void write(byte[] from, int offset, int length) {
      bytes.write(from, offset, Math.min(length, MAX_BYTES - bytes.size()));
    }

    synchronized String text() {
      return bytes.toString(StandardCharsets.UTF_8);
    }
  }
}
