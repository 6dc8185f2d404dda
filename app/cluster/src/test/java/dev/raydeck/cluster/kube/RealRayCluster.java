package dev.raydeck.cluster.kube;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/// A RayCluster in a namespace of its own on whatever cluster `-Draydeck.it.kubeconfig` leads to.
public final class RealRayCluster implements AutoCloseable {
  public static final String NAME = "raycluster-it";

  private final KubernetesClient client;
  private final KubeApi api;
  private final String namespace;

  private RealRayCluster(KubernetesClient client, KubeApi api, String namespace) {
    this.client = client;
    this.api = api;
    this.namespace = namespace;
  }

  public static Path kubeconfig() {
    String path = System.getProperty("raydeck.it.kubeconfig");
    return Path.of(
        Objects.requireNonNull(path, "these tests need -Draydeck.it.kubeconfig=<kubeconfig>"));
  }

  /// In a namespace of its own each time, since a test that is had again must not meet its last
  /// one.
  public static RealRayCluster apply(boolean inTree, int idleSeconds)
      throws IOException, KubeconfigException {
    KubernetesClient client =
        new KubernetesClientBuilder()
            .withConfig(Config.fromKubeconfig(kubeconfig().toFile()))
            .build();
    KubeApi api = Kubeconfig.ofFile(kubeconfig()).connect(null);
    String namespace =
        client
            .namespaces()
            .resource(
                new NamespaceBuilder()
                    .withNewMetadata()
                    .withGenerateName("raydeck-it-")
                    .endMetadata()
                    .build())
            .create()
            .getMetadata()
            .getName();
    String yaml =
        manifest()
            .replace("@RAY_VERSION@", System.getProperty("raydeck.it.rayVersion", "2.58.0"))
            .replace("@IN_TREE@", Boolean.toString(inTree))
            .replace("@IDLE_SECONDS@", Integer.toString(idleSeconds));
    client
        .resource(Serialization.unmarshal(yaml, GenericKubernetesResource.class))
        .inNamespace(namespace)
        .create();
    return new RealRayCluster(client, api, namespace);
  }

  public String namespace() {
    return namespace;
  }

  public KubeApi api() {
    return api;
  }

  /// Runs a command in the head's Ray container and gives its output.
  public String inHead(String... argv) throws KubeFailure, InterruptedException {
    String head =
        client
            .pods()
            .inNamespace(namespace)
            .withLabel("ray.io/node-type", "head")
            .list()
            .getItems()
            .getFirst()
            .getMetadata()
            .getName();
    ExecAnswer answer =
        api.exec(namespace).run(head, "ray-head", List.of(argv), Duration.ofSeconds(60));
    if (answer.exitCode() != 0) {
      throw new IllegalStateException(String.join(" ", argv) + ": " + answer);
    }
    return answer.output();
  }

  /// Names of the Pods as the API has them now.
  public List<String> podNames() {
    return client.pods().inNamespace(namespace).list().getItems().stream()
        .map(pod -> pod.getMetadata().getName())
        .toList();
  }

  @Override
  public void close() {
    client.namespaces().withName(namespace).delete();
    api.close();
    client.close();
  }

  private static String manifest() throws IOException {
    try (InputStream in =
        RealRayCluster.class.getResourceAsStream("/dev/raydeck/cluster/ray-cluster.yaml")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
