package dev.raydeck.cluster.kube;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.internal.CertUtils;
import io.fabric8.kubernetes.client.internal.SSLUtils;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import io.fabric8.kubernetes.client.utils.Utils;
import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.interfaces.EdECPublicKey;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/// Trusts what kubectl trusts: for a cluster with a `certificate-authority` that one alone, for
/// others those of the JDK. The library adds the first to the second: any public authority could
/// speak for the cluster, and a hundred certificates are read before the first connection.
///
/// One for each client.
final class ClusterTrust extends JdkHttpClientFactory {
  private boolean knowsX25519;

  @Override
  public HttpClient.Builder newBuilder(Config config) {
    boolean hasAuthority =
        Utils.isNotNullOrEmpty(config.getCaCertData())
            || Utils.isNotNullOrEmpty(config.getCaCertFile());
    if (!hasAuthority || config.isTrustCerts() || config.getTrustStoreFile() != null) {
      return super.newBuilder(config);
    }
    // The library makes no store where nothing is checked; what it makes instead is replaced.
    config.setTrustCerts(true);
    try {
      HttpClient.Builder builder = super.newBuilder(config);
      return builder.sslContext(SSLUtils.keyManagers(config), authorityAlone(config));
    } catch (GeneralSecurityException | IOException e) {
      throw KubernetesClientException.launderThrowable(e);
    } finally {
      config.setTrustCerts(false);
    }
  }

  @Override
  protected void additionalConfig(java.net.http.HttpClient.Builder builder) {
    if (knowsX25519) {
      builder.sslParameters(X25519Alone.parameters());
    }
  }

  private TrustManager[] authorityAlone(Config config)
      throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    try (InputStream pem =
        CertUtils.getInputStreamFromDataOrFile(config.getCaCertData(), config.getCaCertFile())) {
      for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
        store.setCertificateEntry("authority-" + store.size(), each);
        knowsX25519 =
            each.getPublicKey() instanceof EdECPublicKey
                && Kubeconfig.isLoopback(config.getMasterUrl());
      }
    }
    if (store.size() == 0) {
      throw new CertificateException("certificate-authority holds no certificate");
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }
}
