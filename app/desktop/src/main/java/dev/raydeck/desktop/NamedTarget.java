package dev.raydeck.desktop;

import dev.raydeck.cluster.kube.ContextInfo;
import dev.raydeck.cluster.session.ClusterDirectory;
import dev.raydeck.cluster.session.KubeconfigSource;
import dev.raydeck.desktop.live.Target;
import dev.raydeck.desktop.words.Words;
import java.util.Objects;
import java.util.Optional;

/// What a command line names, completed from the kubeconfig as kubectl would: the current context,
/// and the context's namespace.
final class NamedTarget {
  private NamedTarget() {}

  /// Reads files. A kubeconfig that cannot be read is told by whoever connects with it.
  static Target of(KubeconfigSource source, WindowOptions options, String cluster, Words words) {
    Optional<ContextInfo> context = ClusterDirectory.context(source, options.context());
    String named =
        Objects.requireNonNullElseGet(options.context(), () -> words.plain("chip.currentContext"));
    String namespace =
        Objects.requireNonNullElseGet(
            options.namespace(), () -> context.map(ContextInfo::namespace).orElse("default"));
    return new Target(
        context.map(ContextInfo::name).orElse(named),
        namespace,
        cluster,
        false,
        context.map(ContextInfo::isInsecure).orElse(false));
  }
}
