package dev.raydeck.desktop.cli;

import dev.raydeck.model.ClusterSnapshot;
import dev.raydeck.model.RayPod;
import dev.raydeck.sandbox.SandboxCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The Pods and the RayCluster's version, as the API server has them or as a session has seen them:
/// equal when the session is up to date.
record WorldView(List<String> pods, String clusterVersion) {

  static WorldView of(ClusterSnapshot snapshot) {
    List<String> pods = new ArrayList<>();
    for (RayPod pod : snapshot.pods()) {
      pods.add(
          "%s %s %s %s".formatted(pod.name(), pod.phase(), pod.isReady(), pod.isTerminating()));
    }
    return new WorldView(pods.stream().sorted().toList(), snapshot.cluster().resourceVersion());
  }

  static WorldView of(SandboxCluster cluster) {
    List<String> pods = new ArrayList<>();
    for (JsonNode pod : get(cluster, "/api/v1/namespaces/default/pods").path("items")) {
      boolean isReady = false;
      for (JsonNode condition : pod.path("status").path("conditions")) {
        isReady |=
            condition.path("type").asString("").equals("Ready")
                && condition.path("status").asString("").equals("True");
      }
      pods.add(
          "%s %s %s %s"
              .formatted(
                  pod.path("metadata").path("name").asString(""),
                  pod.path("status").path("phase").asString(""),
                  isReady,
                  pod.path("metadata").has("deletionTimestamp")));
    }
    JsonNode clusters = get(cluster, "/apis/ray.io/v1/namespaces/default/rayclusters");
    String version =
        clusters.path("items").path(0).path("metadata").path("resourceVersion").asString("");
    return new WorldView(pods.stream().sorted().toList(), version);
  }

  private static JsonNode get(SandboxCluster cluster, String path) {
    String kubeconfig = cluster.kubeconfig();
    try (HttpClient client =
        HttpClient.newBuilder()
            .sslContext(trusting(field(kubeconfig, "certificate-authority-data")))
            .build()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(cluster.apiServer() + path))
              .header("Authorization", "Bearer " + field(kubeconfig, "token"))
              .build();
      return JsonMapper.shared()
          .readTree(client.send(request, HttpResponse.BodyHandlers.ofString()).body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String field(String kubeconfig, String name) {
    Matcher field = Pattern.compile(name + ": (\\S+)").matcher(kubeconfig);
    if (!field.find()) {
      throw new IllegalStateException("no " + name + " in the kubeconfig");
    }
    return field.group(1);
  }

  private static SSLContext trusting(String ca) throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    byte[] pem = Base64.getDecoder().decode(ca.getBytes(StandardCharsets.UTF_8));
    store.setCertificateEntry(
        "ca",
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new java.io.ByteArrayInputStream(pem)));
    TrustManagerFactory managers =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return context;
  }
}
