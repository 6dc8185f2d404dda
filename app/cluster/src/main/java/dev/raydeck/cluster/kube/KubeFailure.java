package dev.raydeck.cluster.kube;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// The API server said no, or could not be asked. Expected: the caller makes a value of it.
public final class KubeFailure extends Exception {
  private static final long serialVersionUID = 1L;

  /// UNTRUSTED: TLS. UNAUTHORIZED: 401, FORBIDDEN: 403. CONFLICT: 409. INVALID: 422. GONE: 410.
  /// OTHER: any other answer.
  public enum Kind {
    UNREACHABLE,
    UNTRUSTED,
    UNAUTHORIZED,
    FORBIDDEN,
    NOT_FOUND,
    CONFLICT,
    INVALID,
    GONE,
    OTHER
  }

  private final Kind kind;

  public KubeFailure(Kind kind, String words, @Nullable Throwable cause) {
    super(words, cause);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }

  /// What is wrong, in words for a person.
  public String words() {
    String message = getMessage();
    return message == null ? kind.name() : message;
  }

  static KubeFailure of(Throwable thrown) {
    if (thrown instanceof KubernetesClientException answer && answer.getCode() > 0) {
      return new KubeFailure(kindOf(answer.getCode()), wordsOf(answer), thrown);
    }
    Throwable root = thrown;
    while (root.getCause() != null && !(root instanceof SSLException)) {
      root = root.getCause();
    }
    String words = root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    if (root instanceof SSLException) {
      return new KubeFailure(Kind.UNTRUSTED, "TLS: " + words, thrown);
    }
    if (root instanceof IOException || thrown instanceof KubernetesClientException) {
      return new KubeFailure(Kind.UNREACHABLE, words, thrown);
    }
    return new KubeFailure(Kind.OTHER, words, thrown);
  }

  static Kind kindOf(int code) {
    return switch (code) {
      case 401 -> Kind.UNAUTHORIZED;
      case 403 -> Kind.FORBIDDEN;
      case 404 -> Kind.NOT_FOUND;
      case 409 -> Kind.CONFLICT;
      case 410 -> Kind.GONE;
      case 422 -> Kind.INVALID;
      default -> Kind.OTHER;
    };
  }

  private static String wordsOf(KubernetesClientException answer) {
    if (answer.getStatus() != null && answer.getStatus().getMessage() != null) {
      return answer.getStatus().getMessage();
    }
    return answer.getMessage() == null ? "HTTP " + answer.getCode() : answer.getMessage();
  }
}
