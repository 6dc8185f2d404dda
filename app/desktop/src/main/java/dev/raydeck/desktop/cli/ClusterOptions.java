package dev.raydeck.desktop.cli;

import dev.raydeck.cluster.kube.ContextInfo;
import dev.raydeck.cluster.kube.KubeconfigException;
import dev.raydeck.cluster.session.ClusterAccess;
import dev.raydeck.cluster.session.ClusterDirectory;
import dev.raydeck.cluster.session.KubeconfigSource;
import dev.raydeck.cluster.session.Listing;
import dev.raydeck.cluster.session.RayClusterRef;
import dev.raydeck.desktop.words.Language;
import dev.raydeck.desktop.words.Troubles;
import dev.raydeck.desktop.words.Words;
import dev.raydeck.model.Health;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which RayCluster a command is about: the same four options everywhere.
final class ClusterOptions {
  @Option(
      names = "--kubeconfig",
      paramLabel = "FILE",
      description = "kubeconfig; default: as kubectl finds it")
  @Nullable Path kubeconfig;

  @Option(
      names = "--context",
      paramLabel = "NAME",
      description = "context of the kubeconfig; default: its current one")
  @Nullable String context;

  @Option(
      names = {"-n", "--namespace"},
      paramLabel = "NAME",
      description = "namespace of the RayCluster; default: the context's")
  @Nullable String namespace;

  @Option(
      names = "--cluster",
      paramLabel = "NAME",
      description = "RayCluster; may be left out where there is only one")
  @Nullable String cluster;

  /// A RayCluster and the way to it.
  record Target(ClusterAccess access, RayClusterRef ref) {}

  /// Something the person at the terminal can mend: printed as it is, exit code 2.
  static final class UsageProblem extends Exception {
    private static final long serialVersionUID = 1;

    UsageProblem(String message) {
      super(message);
    }
  }

  KubeconfigSource source() {
    return kubeconfig == null
        ? new KubeconfigSource.Default()
        : new KubeconfigSource.File(kubeconfig);
  }

  Target target(InstantSource clock) throws UsageProblem, InterruptedException {
    ClusterAccess access = new ClusterAccess(source(), context);
    if (cluster != null) {
      return new Target(access, new RayClusterRef(namespaceOrDefault(), cluster));
    }
    Listing listing = list(access, clock);
    if (listing.health().state() != Health.State.OK && listing.rows().isEmpty()) {
      throw new UsageProblem(
          "cannot list RayClusters: "
              + Troubles.say(new Words(Language.ENGLISH), listing.health()));
    }
    List<RayClusterRef> found =
        listing.rows().stream()
            .map(Listing.Row::ref)
            .filter(ref -> namespace == null || ref.namespace().equals(namespace))
            .toList();
    return switch (found.size()) {
      case 0 ->
          throw new UsageProblem(
              "there is no RayCluster" + (namespace == null ? "" : " in namespace " + namespace));
      case 1 -> new Target(access, found.getFirst());
      default ->
          throw new UsageProblem(
              "say which RayCluster with --namespace and --cluster: " + names(found));
    };
  }

  private static Listing list(ClusterAccess access, InstantSource clock)
      throws UsageProblem, InterruptedException {
    try {
      return new ClusterDirectory(clock).rayClusters(access).get(30, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new UsageProblem("cannot list RayClusters: " + Problems.reason(e));
    } catch (TimeoutException e) {
      throw new UsageProblem("cannot list RayClusters: no answer within 30 s");
    }
  }

  private static String names(List<RayClusterRef> refs) {
    return refs.stream()
        .map(ref -> ref.namespace() + "/" + ref.name())
        .collect(Collectors.joining(", "));
  }

  private String namespaceOrDefault() throws UsageProblem {
    if (namespace != null) {
      return namespace;
    }
    try {
      return ClusterDirectory.contexts(source()).stream()
          .filter(info -> context == null ? info.isCurrent() : info.name().equals(context))
          .map(ContextInfo::namespace)
          .findFirst()
          .orElse("default");
    } catch (KubeconfigException e) {
      throw new UsageProblem(String.valueOf(e.getMessage()));
    }
  }
}
