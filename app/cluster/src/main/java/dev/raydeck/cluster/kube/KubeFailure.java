package dev.raydeck.cluster.kube;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
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
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      String said = cause.getMessage();
      switch (cause) {
        case SSLException e -> {
          return new KubeFailure(Kind.UNTRUSTED, "TLS: " + rootWords(e), thrown);
        }
        case UnknownHostException e -> {
          return new KubeFailure(Kind.UNREACHABLE, "unknown host " + said, thrown);
        }
        case ConnectException e -> {
          // The JDK's client often leaves it without words.
          String words = said == null || said.isBlank() ? "connection refused" : said;
          return new KubeFailure(Kind.UNREACHABLE, words, thrown);
        }
        default -> {
          // Its cause may say more.
        }
      }
    }
    Throwable root = root(thrown);
    boolean isWorld = root instanceof IOException || thrown instanceof KubernetesClientException;
    return new KubeFailure(isWorld ? Kind.UNREACHABLE : Kind.OTHER, rootWords(thrown), thrown);
  }

  private static Throwable root(Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  private static String rootWords(Throwable thrown) {
    Throwable root = root(thrown);
    return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
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
    if (answer.getCode() == 401) {
      return "the API server does not accept this user's token or certificate (401 Unauthorized)";
    }
    if (answer.getStatus() != null && answer.getStatus().getMessage() != null) {
      return answer.getStatus().getMessage();
    }
    return answer.getMessage() == null ? "HTTP " + answer.getCode() : answer.getMessage();
  }
}
