package dev.raydeck.desktop.live;

import dev.raydeck.sandbox.SandboxCluster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// The sandbox's API as somebody else uses it: with the token and certificate of its kubeconfig.
record SandboxApi(URI server, String token, HttpClient http) {

  static SandboxApi of(SandboxCluster cluster) throws GeneralSecurityException, IOException {
    String kubeconfig = cluster.kubeconfig();
    byte[] certificate = Base64.getDecoder().decode(find("certificate-authority-data", kubeconfig));
    KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    trusted.setCertificateEntry(
        "sandbox",
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(certificate)));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(null, trust.getTrustManagers(), null);
    return new SandboxApi(
        cluster.apiServer(),
        find("token", kubeconfig),
        HttpClient.newBuilder().sslContext(tls).build());
  }

  private static String find(String key, String kubeconfig) {
    Matcher found = Pattern.compile(key + ": *\"?([^\"\\s},]+)").matcher(kubeconfig);
    if (!found.find()) {
      throw new IllegalStateException("the kubeconfig has no " + key);
    }
    return found.group(1);
  }

  void delete(String path) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(server.resolve(path))
                .header("Authorization", "Bearer " + token)
                .DELETE()
                .build(),
            HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException("DELETE " + path + ": " + answer.body());
    }
  }
}
