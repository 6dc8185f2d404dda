package dev.raydeck.cluster.kube;

import io.fabric8.kubernetes.api.model.NamedCluster;
import io.fabric8.kubernetes.api.model.NamedContext;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.internal.KubeConfigUtils;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/// A kubeconfig: one file, a text in memory, or what kubectl would use.
///
/// Read anew on every call, so a rewritten file is seen. Its text is never printed or kept in an
/// exception.
public final class Kubeconfig {
  private final List<Path> files;
  private final @Nullable String text;
  private final boolean isDefault;

  private Kubeconfig(List<Path> files, @Nullable String text, boolean isDefault) {
    this.files = List.copyOf(files);
    this.text = text;
    this.isDefault = isDefault;
  }

  public static Kubeconfig ofFile(Path file) {
    return new Kubeconfig(List.of(file), null, false);
  }

  public static Kubeconfig ofText(String text) {
    return new Kubeconfig(List.of(), text, false);
  }

  /// The files of `KUBECONFIG`, else `~/.kube/config`.
  public static Kubeconfig ofDefault() {
    List<Path> files = Config.getKubeconfigFilenames().stream().map(Path::of).toList();
    return new Kubeconfig(files, null, true);
  }

  /// Changes when a file does: equal stamps mean that reading again would give the same.
  public String stamp() {
    StringBuilder stamp = new StringBuilder();
    for (Path file : files) {
      try {
        stamp.append(Files.getLastModifiedTime(file)).append('/').append(Files.size(file));
      } catch (IOException e) {
        stamp.append("not readable");
      }
      stamp.append(' ');
    }
    return stamp.toString();
  }

  /// All contexts, in the order written; the first file that names one wins.
  public List<ContextInfo> contexts() throws KubeconfigException {
    return contexts(parts());
  }

  private static List<ContextInfo> contexts(List<Part> parts) throws KubeconfigException {
    Map<String, ContextInfo> found = new LinkedHashMap<>();
    Map<String, NamedCluster> clusters = new LinkedHashMap<>();
    for (Part part : parts) {
      part.config().getClusters().forEach(each -> clusters.putIfAbsent(each.getName(), each));
    }
    String current =
        parts.stream()
            .map(part -> Objects.requireNonNullElse(part.config().getCurrentContext(), ""))
            .filter(name -> !name.isEmpty())
            .findFirst()
            .orElse("");
    for (Part part : parts) {
      for (NamedContext context : part.config().getContexts()) {
        ContextInfo info = info(part.where(), context, clusters, current);
        found.putIfAbsent(info.name(), info);
      }
    }
    return List.copyOf(found.values());
  }

  /// Connects lazily: nothing is sent yet, but an exec plugin may run. Null is the current context.
  public KubeApi connect(@Nullable String context) throws KubeconfigException {
    List<Part> parts = parts();
    List<ContextInfo> contexts = contexts(parts);
    String known = String.join(", ", contexts.stream().map(ContextInfo::name).toList());
    ContextInfo chosen =
        contexts.stream()
            .filter(each -> context == null ? each.isCurrent() : each.name().equals(context))
            .findFirst()
            .orElse(null);
    if (chosen == null) {
      String wrong =
          context == null ? "no current-context is set" : "there is no context " + context;
      throw new KubeconfigException(where(), 0, wrong, "It has: " + known, null);
    }
    Config config = config(parts, chosen.name());
    if (isLoopback(config.getMasterUrl())) {
      config.setHttpProxy(null);
      config.setHttpsProxy(null);
    }
    try {
      return new KubeApi(config, chosen.name());
    } catch (KubernetesClientException e) {
      throw new KubeconfigException(
          where(),
          0,
          "the certificates of context %s cannot be used: %s"
              .formatted(chosen.name(), rootWords(e)),
          "Check its certificate-authority, client-certificate and client-key",
          e);
    }
  }

  static boolean isLoopback(String url) {
    String host = URI.create(url).getHost();
    return "127.0.0.1".equals(host) || "localhost".equals(host) || "[::1]".equals(host);
  }

  /// As the library makes it, from what we read: its own reader would load a thousand kinds. What
  /// kubectl would use also takes a proxy from the environment.
  private Config config(List<Part> parts, String context) throws KubeconfigException {
    try {
      Config config = Config.empty();
      KubeConfigUtils.merge(
          config,
          context,
          parts.stream().map(Part::config).toArray(io.fabric8.kubernetes.api.model.Config[]::new));
      if (isDefault) {
        Config.configFromSysPropsOrEnvVars(config);
      }
      return config;
    } catch (RuntimeException e) {
      throw new KubeconfigException(
          where(), 0, "the context cannot be used: " + rootWords(e), "Check its user", e);
    }
  }

  private record Part(String where, io.fabric8.kubernetes.api.model.Config config) {
    /// As the library's own reader notes down where each entry is from: paths in it are relative to
    /// that, and a token that was renewed is written there.
    void knows(File file) {
      config
          .getContexts()
          .forEach(each -> each.setAdditionalProperty("KUBERNETES_CONFIG_CONTEXT_FILE_KEY", file));
      config
          .getClusters()
          .forEach(each -> each.setAdditionalProperty("KUBERNETES_CONFIG_CLUSTER_FILE_KEY", file));
      config
          .getUsers()
          .forEach(
              each -> each.setAdditionalProperty("KUBERNETES_CONFIG_AUTH_INFO_FILE_KEY", file));
    }
  }

  private List<Part> parts() throws KubeconfigException {
    if (text != null) {
      return List.of(new Part(where(), parse(where(), text)));
    }
    List<Part> parts = new ArrayList<>();
    for (Path file : files) {
      try {
        Part part = new Part(file.toString(), parse(file.toString(), Files.readString(file)));
        part.knows(file.toFile());
        parts.add(part);
      } catch (NoSuchFileException e) {
        // As kubectl does: of several files, missing ones are passed over.
        if (files.size() == 1) {
          throw new KubeconfigException(
              file.toString(), 0, "there is no such file", "Choose a kubeconfig", e);
        }
      } catch (IOException e) {
        throw new KubeconfigException(
            file.toString(), 0, "it cannot be read: " + e.getMessage(), "Check its rights", e);
      }
    }
    return parts;
  }

  private static io.fabric8.kubernetes.api.model.Config parse(String where, String text)
      throws KubeconfigException {
    io.fabric8.kubernetes.api.model.Config config;
    try {
      config = PodParts.SERIALIZATION.unmarshal(text, io.fabric8.kubernetes.api.model.Config.class);
    } catch (RuntimeException e) {
      throw new KubeconfigException(
          where,
          lineOf(e),
          "this is not a kubeconfig in YAML",
          "Mend the line, or choose another",
          null);
    }
    if (config == null || config.getContexts() == null || config.getContexts().isEmpty()) {
      throw new KubeconfigException(
          where, 0, "it names no contexts", "A kubeconfig has clusters, users and contexts", null);
    }
    config.setClusters(Objects.requireNonNullElse(config.getClusters(), List.of()));
    config.setUsers(Objects.requireNonNullElse(config.getUsers(), List.of()));
    return config;
  }

  private static ContextInfo info(
      String where, NamedContext named, Map<String, NamedCluster> clusters, String current)
      throws KubeconfigException {
    var context = named.getContext();
    NamedCluster cluster = context == null ? null : clusters.get(context.getCluster());
    if (context == null || cluster == null || cluster.getCluster() == null) {
      throw new KubeconfigException(
          where,
          0,
          "context %s names a cluster that is not there".formatted(named.getName()),
          "Each context needs a cluster of the list clusters",
          null);
    }
    String url = Objects.requireNonNullElse(cluster.getCluster().getServer(), "");
    boolean insecure =
        Boolean.TRUE.equals(cluster.getCluster().getInsecureSkipTlsVerify())
            || url.startsWith("http://");
    String namespace = Objects.requireNonNullElse(context.getNamespace(), "");
    return new ContextInfo(
        named.getName(),
        context.getCluster(),
        url,
        Objects.requireNonNullElse(context.getUser(), ""),
        namespace.isEmpty() ? "default" : namespace,
        named.getName().equals(current),
        insecure);
  }

  private static int lineOf(Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t instanceof MarkedYamlEngineException marked && marked.getProblemMark().isPresent()) {
        return marked.getProblemMark().get().getLine() + 1;
      }
    }
    return 0;
  }

  private static String rootWords(Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return Objects.requireNonNullElse(root.getMessage(), root.getClass().getSimpleName());
  }

  private String where() {
    return text != null
        ? "kubeconfig text"
        : String.join(":", files.stream().map(Path::toString).toList());
  }
}
