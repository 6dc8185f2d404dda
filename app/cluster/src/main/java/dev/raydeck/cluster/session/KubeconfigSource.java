package dev.raydeck.cluster.session;

import java.nio.file.Path;

/// Where a kubeconfig comes from.
public sealed interface KubeconfigSource {
  /// One file.
  record File(Path path) implements KubeconfigSource {}

  /// Text held in memory (the sandbox's). It holds a secret, so it is never printed.
  record Text(String text) implements KubeconfigSource {
    @Override
    public String toString() {
      return "Text[…]";
    }
  }

  /// As kubectl finds it: the files of `KUBECONFIG`, else `~/.kube/config`.
  record Default() implements KubeconfigSource {}
}
