package dev.raydeck.cluster.kube;

import java.security.AlgorithmConstraints;
import java.security.AlgorithmParameters;
import java.security.CryptoPrimitive;
import java.security.Key;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/// Of the groups a TLS client may agree on a key with, those of X25519 alone.
///
/// The JDK's client offers a key of the first two sorts of groups, and the second, of P-256, costs
/// a table: as much as all the rest of a handshake in a program that starts. A server whose
/// authority signs with Ed25519 knows X25519, which came before it. What the JDK itself disables
/// stays disabled.
final class X25519Alone implements AlgorithmConstraints {
  static SSLParameters parameters() {
    SSLParameters parameters = new SSLParameters(null, new String[] {"TLSv1.3", "TLSv1.2"});
    parameters.setAlgorithmConstraints(new X25519Alone());
    return parameters;
  }

  /// TLS asks about groups by their names, such as `secp256r1` and `ffdhe2048`, and about cipher
  /// suites the same way.
  @Override
  public boolean permits(
      Set<CryptoPrimitive> primitives, String algorithm, @Nullable AlgorithmParameters parameters) {
    return !primitives.contains(CryptoPrimitive.KEY_AGREEMENT)
        || Stream.of("secp", "ffdhe").noneMatch(algorithm::startsWith);
  }

  @Override
  public boolean permits(Set<CryptoPrimitive> primitives, Key key) {
    return true;
  }

  @Override
  public boolean permits(
      Set<CryptoPrimitive> primitives,
      String algorithm,
      Key key,
      @Nullable AlgorithmParameters parameters) {
    return permits(primitives, algorithm, parameters);
  }
}
