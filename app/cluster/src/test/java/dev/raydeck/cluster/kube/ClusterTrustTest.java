package dev.raydeck.cluster.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmConstraints;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ClusterTrustTest {
  /// Signed with Ed25519, by itself.
  private static final String ED25519 =
      """
      -----BEGIN CERTIFICATE-----
      MIIBNDCB56ADAgECAhQuHLldpr+iqEybHQ19Glj9qhyZuTAFBgMrZXAwDzENMAsG
      A1UEAwwEdGVzdDAgFw0yNjExMjcwNjM1MTRaGA8yMTI2MTEwMzA2MzUxNFowDzEN
      MAsGA1UEAwwEdGVzdDAqMAUGAytlcAMhAIOrsKT+VKiI+PJZYZ6QWZmxV2WJhsO4
      1ILc8RXd1LG/o1MwUTAdBgNVHQ4EFgQUOcaA08hM+bzbOOMa8+3BvYtecIUwHwYD
      VR0jBBgwFoAUOcaA08hM+bzbOOMa8+3BvYtecIUwDwYDVR0TAQH/BAUwAwEB/zAF
      BgMrZXADQQDabj0ZOf1JcJBAzPU39URIQrBGoP7Q+nqcngNDUm0fVGGR2RGwKPQD
      Sm4qiy67V7sO63Yj+QfmJuw3PWd+UCcI
      -----END CERTIFICATE-----
      """;

  @Test
  void offersAServerHereX25519AloneWhereItsAuthorityIsOfTheSameFamily() {
    assertThat(constraints("https://127.0.0.1:6443", ED25519)).isInstanceOf(X25519Alone.class);
  }

  @Test
  void offersAllOthersWhatTheJdkOffers() {
    assertThat(constraints("https://a.example:6443", ED25519)).isNotInstanceOf(X25519Alone.class);
    assertThat(constraints("https://127.0.0.1:6443", null)).isNotInstanceOf(X25519Alone.class);
  }

  private static @Nullable AlgorithmConstraints constraints(
      String server, @Nullable String authority) {
    Config config = new ConfigBuilder(Config.empty()).withMasterUrl(server).build();
    if (authority != null) {
      byte[] pem = authority.getBytes(StandardCharsets.UTF_8);
      config.setCaCertData(Base64.getEncoder().encodeToString(pem));
    }
    ClusterTrust trust = new ClusterTrust();
    var _ = trust.newBuilder(config);
    HttpClient.Builder builder = HttpClient.newBuilder();
    trust.additionalConfig(builder);
    try (HttpClient client = builder.build()) {
      return client.sslParameters().getAlgorithmConstraints();
    }
  }
}
