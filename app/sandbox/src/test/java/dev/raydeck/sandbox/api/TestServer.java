package dev.raydeck.sandbox.api;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Random;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// A running server with the tiny runtime, a kubelet that starts Pods at once, and an HTTP client
/// that trusts it.
final class TestServer implements AutoCloseable {
  final ObjectStore store;
  final TinyRuntime runtime = new TinyRuntime();
  final ApiServer server;
  final SSLContext tls;
  final HttpClient client;
  private final AutoCloseable kubelet;

  TestServer() {
    InstantSource clock = InstantSource.system();
    store = new ObjectStore(clock, new Random(7));
    Map<String, Caller> tokens =
        Map.of(
            "admin", Caller.ADMIN,
            "viewer", Caller.VIEWER,
            "nobody", Caller.NOBODY,
            "robot", Caller.serviceAccount("default", "robot"));
    server =
        ApiServer.start(
            store, runtime, new ApiSettings(0, tokens, clock), LoopbackCertificate.begin());
    tls = trusting(server.caCertificatePem());
    client = HttpClient.newBuilder().sslContext(tls).build();
    kubelet = store.watch(Kinds.PODS, this::kubelet);
  }

  HttpRequest.Builder request(String user, String path) {
    return HttpRequest.newBuilder(URI.create(server.uri() + path))
        .timeout(Duration.ofSeconds(20))
        .header("Authorization", "Bearer " + user);
  }

  HttpResponse<String> get(String user, String path) throws Exception {
    return client.send(request(user, path).build(), HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<String> send(String method, String path, String type, String body) throws Exception {
    HttpRequest request =
        request("admin", path)
            .header("Content-Type", type)
            .method(method, HttpRequest.BodyPublishers.ofString(body.replace('\'', '"')))
            .build();
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  static ObjectNode json(HttpResponse<String> response) {
    return Json.parseObject(response.body().getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() throws IOException {
    try {
      kubelet.close();
    } catch (Exception e) {
      throw new IOException(e);
    }
    client.shutdownNow();
    server.close();
    runtime.close();
  }

  private void kubelet(StoreEvent event) {
    String namespace = Json.text(event.object(), "metadata", "namespace");
    String name = Json.text(event.object(), "metadata", "name");
    boolean deleting = event.object().path("metadata").hasNonNull("deletionTimestamp");
    if (event.type() == StoreEvent.Type.MODIFIED && deleting) {
      store.remove(Kinds.PODS, namespace, name);
    } else if (event.type() == StoreEvent.Type.ADDED && !name.startsWith("pending")) {
      store.update(Kinds.PODS, namespace, name, TestServer::bind);
      store.updateStatus(Kinds.PODS, namespace, name, TestServer::run);
    }
  }

  private static ObjectNode bind(ObjectNode pod) {
    Json.child(pod, "spec").put("nodeName", "node-1");
    return pod;
  }

  private static ObjectNode run(ObjectNode pod) {
    ObjectNode status = Json.child(pod, "status");
    status.put("phase", "Running").put("podIP", "10.0.0.7");
    status.putArray("conditions").addObject().put("type", "Ready").put("status", "True");
    ArrayNode containers = status.putArray("containerStatuses");
    pod.path("spec")
        .path("containers")
        .forEach(container -> {
          ObjectNode entry = containers.addObject().put("name", Json.text(container, "name"));
          entry.put("ready", true).put("restartCount", 0).put("image", "x").put("imageID", "");
          entry.putObject("state").putObject("running");
        });
    return pod;
  }

  private static SSLContext trusting(String pem) {
    try (InputStream in = new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII))) {
      KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      trusted.setCertificateEntry(
          "ca", CertificateFactory.getInstance("X.509").generateCertificate(in));
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, factory.getTrustManagers(), null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
