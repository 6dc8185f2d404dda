package dev.raydeck.cluster.session;

import dev.raydeck.cluster.kube.Kubeconfig;

/// A kubeconfig source as the Kubernetes side takes it.
final class Kubeconfigs {
  private Kubeconfigs() {}

  static Kubeconfig of(KubeconfigSource source) {
    return switch (source) {
      case KubeconfigSource.File file -> Kubeconfig.ofFile(file.path());
      case KubeconfigSource.Text text -> Kubeconfig.ofText(text.text());
      case KubeconfigSource.Default ignored -> Kubeconfig.ofDefault();
    };
  }
}
