package dev.raydeck.cluster.kube;

import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;

/// A kubeconfig that cannot be used: where, what is wrong, and what would be right. Never holds its
/// text, which may be secret.
public final class KubeconfigException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String where;
  private final int line;
  private final String wrong;
  private final String right;

  /// `line` is 1-based, 0 where unknown.
  public KubeconfigException(
      String where, int line, String wrong, String right, @Nullable Throwable cause) {
    super(where + (line > 0 ? ", line " + line : "") + ": " + wrong + ". " + right, cause);
    this.where = where;
    this.line = line;
    this.wrong = wrong;
    this.right = right;
  }

  /// There is no kubeconfig: nothing is wrong with it.
  public boolean isMissing() {
    return getCause() instanceof NoSuchFileException;
  }

  /// The file, or what stands for it.
  public String where() {
    return where;
  }

  /// 1-based, 0 where unknown.
  public int line() {
    return line;
  }

  public String wrong() {
    return wrong;
  }

  public String right() {
    return right;
  }
}
