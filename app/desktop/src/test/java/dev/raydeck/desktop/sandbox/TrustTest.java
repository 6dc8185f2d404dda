package dev.raydeck.desktop.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.raydeck.cluster.kube.KubeApi;
import dev.raydeck.cluster.kube.KubeFailure;
import dev.raydeck.cluster.kube.Kubeconfig;
import dev.raydeck.sandbox.SandboxCluster;
import dev.raydeck.sandbox.SandboxOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Of a cluster with a `certificate-authority` that one alone is trusted, as kubectl does.
class TrustTest {
  private static final Pattern AUTHORITY = Pattern.compile("certificate-authority-data: (\\S+)");
  private static SandboxCluster cluster;
  private static SandboxCluster other;

  @BeforeAll
  static void start() throws IOException {
    cluster = SandboxCluster.start(SandboxOptions.DEFAULT);
    other = SandboxCluster.start(SandboxOptions.DEFAULT);
  }

  @AfterAll
  static void stop() {
    cluster.close();
    other.close();
  }

  @Test
  void itsOwnAuthorityIsTrusted() throws Exception {
    assertThat(rayClusters(Kubeconfig.ofText(cluster.kubeconfig()))).isZero();
  }

  @Test
  void anotherAuthorityIsNot() {
    assertThat(trouble(with(authority(other)))).isEqualTo(KubeFailure.Kind.UNTRUSTED);
  }

  /// What the machine trusts at large stands here for the public authorities.
  @Test
  void whatTheMachineTrustsDoesNotSpeakForTheCluster(@TempDir Path folder) throws Exception {
    KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    trusted.setCertificateEntry(
        "machine",
        CertificateFactory.getInstance("X.509")
            .generateCertificate(
                new ByteArrayInputStream(pem(cluster).getBytes(StandardCharsets.US_ASCII))));
    Path store = folder.resolve("truststore");
    try (OutputStream out = Files.newOutputStream(store)) {
      trusted.store(out, "changeit".toCharArray());
    }
    System.setProperty("javax.net.ssl.trustStore", store.toString());
    System.setProperty("javax.net.ssl.trustStorePassword", "changeit");
    try {
      assertThat(trouble(with(authority(other)))).isEqualTo(KubeFailure.Kind.UNTRUSTED);
    } finally {
      System.clearProperty("javax.net.ssl.trustStore");
      System.clearProperty("javax.net.ssl.trustStorePassword");
    }
  }

  @Test
  void oneOfSeveralIsEnough() throws Exception {
    String several =
        Base64.getEncoder()
            .encodeToString((pem(other) + pem(cluster)).getBytes(StandardCharsets.US_ASCII));
    assertThat(rayClusters(Kubeconfig.ofText(with(several)))).isZero();
  }

  @Test
  void aFileBesideTheKubeconfigIsRead(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("ca.crt"), pem(cluster));
    String text =
        AUTHORITY.matcher(cluster.kubeconfig()).replaceFirst("certificate-authority: ca.crt");
    Path file = Files.writeString(folder.resolve("config"), text);
    assertThat(rayClusters(Kubeconfig.ofFile(file))).isZero();
  }

  private static KubeFailure.Kind trouble(String kubeconfig) {
    return catchThrowableOfType(KubeFailure.class, () -> rayClusters(Kubeconfig.ofText(kubeconfig)))
        .kind();
  }

  private static int rayClusters(Kubeconfig kubeconfig) throws Exception {
    try (KubeApi api = kubeconfig.connect(null)) {
      return api.rayClusters("none").size();
    }
  }

  private static String with(String authority) {
    return AUTHORITY
        .matcher(cluster.kubeconfig())
        .replaceFirst("certificate-authority-data: " + Matcher.quoteReplacement(authority));
  }

  private static String pem(SandboxCluster of) {
    return new String(Base64.getDecoder().decode(authority(of)), StandardCharsets.US_ASCII);
  }

  private static String authority(SandboxCluster of) {
    Matcher matcher = AUTHORITY.matcher(of.kubeconfig());
    assertThat(matcher.find()).isTrue();
    return matcher.group(1);
  }
}
