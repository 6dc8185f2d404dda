package dev.raydeck.cluster.kube;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.http.HttpResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// A container's log as the API server streams it: UTF-8 lines, each with an RFC 3339 time and a
/// space before it, until the container ends.
///
/// The client's own log watch gives no answer code, and a refusal would look like an empty log:
/// here the code is read before the first line is.
final class PodLog {
  private static final int SILENT_MILLIS = 2_000;
  private static final int BAD_REQUEST = 400;

  private PodLog() {}

  /// Where a log is read from: the last `tailLines` lines, or all since a moment (whole seconds
  /// count at a kubelet).
  record Start(int tailLines, @Nullable Instant since) {
    String query() {
      return since == null ? "&tailLines=" + tailLines : "&sinceTime=" + encoded(since.toString());
    }
  }

  /// Reading it blocks for as long as nothing is logged; the caller closes it. Some servers answer
  /// only with the first line: `silent` is called when nothing came for two seconds, and the
  /// waiting goes on until the thread is interrupted or the client closed.
  static InputStream follow(
      KubernetesClient client, String namespace, LogPlace place, Start start, Runnable silent)
      throws KubeFailure {
    String url =
        "%s/api/v1/namespaces/%s/pods/%s/log?container=%s&follow=true&timestamps=true%s%s"
            .formatted(
                client.getMasterUrl().toString().replaceAll("/+$", ""),
                encoded(namespace),
                encoded(place.pod()),
                encoded(place.container()),
                place.isPrevious() ? "&previous=true" : "",
                start.query());
    var http = client.getHttpClient();
    var request = http.newHttpRequestBuilder().uri(url).build();
    try {
      HttpResponse<InputStream> answer = answer(http.sendAsync(request, InputStream.class), silent);
      if (!answer.isSuccessful()) {
        throw refusal(answer);
      }
      return answer.body();
    } catch (ExecutionException e) {
      throw KubeFailure.of(e.getCause() == null ? e : e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KubeFailure(KubeFailure.Kind.UNREACHABLE, "interrupted", e);
    }
  }

  private static <T> T answer(CompletableFuture<T> asked, Runnable silent)
      throws InterruptedException, ExecutionException {
    try {
      return asked.get(SILENT_MILLIS, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      silent.run();
      return asked.get();
    } finally {
      if (!asked.isDone()) {
        asked.cancel(true);
      }
    }
  }

  /// 400 is what a container answers that has not started, and a name that is none.
  private static KubeFailure refusal(HttpResponse<InputStream> answer) {
    String body;
    try (InputStream stream = answer.body()) {
      body = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return new KubeFailure(KubeFailure.Kind.UNREACHABLE, "the answer broke off", e);
    }
    KubeFailure.Kind kind =
        answer.code() == BAD_REQUEST ? KubeFailure.Kind.INVALID : KubeFailure.kindOf(answer.code());
    return new KubeFailure(kind, words(body, answer.code()), null);
  }

  private static String words(String body, int code) {
    if (body.startsWith("{")) {
      Status status = PodParts.SERIALIZATION.unmarshal(body, Status.class);
      if (status.getMessage() != null) {
        return status.getMessage();
      }
    }
    return body.isBlank() ? "HTTP " + code : body.strip();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
