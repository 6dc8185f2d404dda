package dev.raydeck.cluster.kube;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.Test;

/// What a TLS client says first: RFC 8446, 4.1.2, and 4.2.8 for the keys it offers.
class X25519AloneTest {
  private static final int RECORD_AND_MESSAGE_HEADER = 5 + 4;
  private static final int VERSION_AND_RANDOM = 2 + 32;
  private static final int KEY_SHARE = 51;
  private static final int X25519 = 0x001D;
  private static final int SECP256R1 = 0x0017;

  @Test
  void offersOneKeyInsteadOfTwo() throws Exception {
    assertThat(offered(new SSLParameters())).containsExactly(X25519, SECP256R1);
    assertThat(offered(X25519Alone.parameters())).containsExactly(X25519);
  }

  private static List<Integer> offered(SSLParameters parameters)
      throws GeneralSecurityException, SSLException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, null, null);
    SSLEngine client = context.createSSLEngine("localhost", 6443);
    client.setUseClientMode(true);
    client.setSSLParameters(parameters);
    ByteBuffer hello = ByteBuffer.allocate(client.getSession().getPacketBufferSize());
    client.wrap(ByteBuffer.allocate(0), hello);
    hello.flip().position(RECORD_AND_MESSAGE_HEADER + VERSION_AND_RANDOM);
    skip(hello, hello.get()); // session
    skip(hello, hello.getShort()); // cipher suites
    skip(hello, hello.get()); // compressions
    hello.getShort();
    while (hello.hasRemaining()) {
      int extension = hello.getShort();
      int length = hello.getShort();
      if (extension == KEY_SHARE) {
        return groups(hello);
      }
      skip(hello, length);
    }
    return List.of();
  }

  private static List<Integer> groups(ByteBuffer keyShare) {
    List<Integer> groups = new ArrayList<>();
    int end = keyShare.getShort() + keyShare.position();
    while (keyShare.position() < end) {
      groups.add((int) keyShare.getShort());
      skip(keyShare, keyShare.getShort());
    }
    return groups;
  }

  private static void skip(ByteBuffer buffer, int length) {
    buffer.position(buffer.position() + length);
  }
}
