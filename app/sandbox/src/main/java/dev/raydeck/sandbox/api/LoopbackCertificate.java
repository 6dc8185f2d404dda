package dev.raydeck.sandbox.api;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/// A certificate authority and a server certificate for 127.0.0.1, ::1 and localhost, made on the
/// spot.
///
/// The JDK can check certificates but not make them, so this writes the few lines of DER that an
/// X.509 v3 certificate is. Keys are Ed25519 and never leave the process: those of P-256 want a
/// table first that takes longer to make than all else here.
public final class LoopbackCertificate {
  private static final int INTEGER = 0x02;
  private static final int BIT_STRING = 0x03;
  private static final int OCTET_STRING = 0x04;
  private static final int SEQUENCE = 0x30;
  private static final int SET = 0x31;
  private static final int UTF8_STRING = 0x0C;
  private static final int GENERALIZED_TIME = 0x18;
  private static final byte[] TRUE = {0x01, 0x01, (byte) 0xFF};
  private static final byte[] ED25519 = sequence(bytes(0x06, 0x03, 0x2B, 0x65, 0x70));
  private static final byte[] COMMON_NAME = bytes(0x06, 0x03, 0x55, 0x04, 0x03);
  private static final byte[] BASIC_CONSTRAINTS = bytes(0x06, 0x03, 0x55, 0x1D, 0x13);
  private static final byte[] KEY_USAGE = bytes(0x06, 0x03, 0x55, 0x1D, 0x0F);
  private static final byte[] EXTENDED_KEY_USAGE = bytes(0x06, 0x03, 0x55, 0x1D, 0x25);
  private static final byte[] SUBJECT_ALT_NAME = bytes(0x06, 0x03, 0x55, 0x1D, 0x11);
  private static final byte[] SERVER_AUTH =
      bytes(0x06, 0x08, 0x2B, 0x06, 0x01, 0x05, 0x05, 0x07, 0x03, 0x01);
  private static final Instant VALID_FROM = Instant.parse("2020-01-01T00:00:00Z");
  private static final Instant VALID_UNTIL = Instant.parse("2099-12-31T00:00:00Z");

  private final SSLContext context;
  private final String caPem;

  private LoopbackCertificate(SSLContext context, String caPem) {
    this.context = context;
    this.caPem = caPem;
  }

  /// Begins to make one: the first key of a process takes longer than the rest of the server.
  public static CompletableFuture<LoopbackCertificate> begin() {
    return CompletableFuture.supplyAsync(
        LoopbackCertificate::create,
        task -> Thread.ofPlatform().daemon().name("sandbox-certificate").start(task));
  }

  /// Makes both certificates. They are valid whatever the clock says: they live as long as the
  /// process.
  static LoopbackCertificate create() {
    try {
      KeyPair ca = keys();
      KeyPair leaf = keys();
      byte[] caDer =
          certificate("raydeck-sandbox-ca", "raydeck-sandbox-ca", ca, ca, caExtensions());
      byte[] leafDer =
          certificate("raydeck-sandbox-ca", "raydeck-sandbox", leaf, ca, leafExtensions());
      Certificate[] chain = {parse(leafDer), parse(caDer)};
      return new LoopbackCertificate(context(leaf, chain), pem(caDer));
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("the JDK lacks what a certificate needs", e);
    }
  }

  /// For a server that shows this certificate and asks for none.
  SSLContext context() {
    return context;
  }

  String caPem() {
    return caPem;
  }

  /// The key is kept in memory alone: the oldest kind of store does no work to lock it away.
  private static SSLContext context(KeyPair keys, Certificate... chain)
      throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("JKS");
    store.load(null, null);
    store.setKeyEntry("sandbox", keys.getPrivate(), new char[0], chain);
    KeyManagerFactory managers = KeyManagerFactory.getInstance("PKIX");
    managers.init(store, new char[0]);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), new TrustManager[0], null);
    return context;
  }

  private static KeyPair keys() throws GeneralSecurityException {
    return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
  }

  private static byte[] certificate(
      String issuer, String subject, KeyPair keys, KeyPair signer, byte[] extensions)
      throws GeneralSecurityException {
    byte[] version = tagged(0xA0, bytes(INTEGER, 1, 2));
    byte[] serial =
        tagged(INTEGER, new BigInteger(120, new SecureRandom()).add(BigInteger.ONE).toByteArray());
    byte[] validity = sequence(time(VALID_FROM), time(VALID_UNTIL));
    byte[] body =
        sequence(
            version,
            serial,
            ED25519,
            name(issuer),
            validity,
            name(subject),
            keys.getPublic().getEncoded(),
            tagged(0xA3, extensions));
    Signature signature = Signature.getInstance("Ed25519");
    signature.initSign(signer.getPrivate());
    signature.update(body);
    return sequence(body, ED25519, bitString(signature.sign()));
  }

  private static byte[] caExtensions() {
    return sequence(
        sequence(BASIC_CONSTRAINTS, TRUE, tagged(OCTET_STRING, sequence(TRUE))),
        sequence(KEY_USAGE, TRUE, tagged(OCTET_STRING, bytes(BIT_STRING, 2, 1, 0x06))));
  }

  private static byte[] leafExtensions() {
    byte[] names =
        sequence(
            tagged(0x82, "localhost".getBytes(StandardCharsets.US_ASCII)),
            tagged(0x87, bytes(127, 0, 0, 1)),
            tagged(0x87, bytes(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1)));
    return sequence(
        sequence(KEY_USAGE, TRUE, tagged(OCTET_STRING, bytes(BIT_STRING, 2, 7, 0x80))),
        sequence(EXTENDED_KEY_USAGE, tagged(OCTET_STRING, sequence(SERVER_AUTH))),
        sequence(SUBJECT_ALT_NAME, tagged(OCTET_STRING, names)));
  }

  private static byte[] name(String commonName) {
    byte[] text = tagged(UTF8_STRING, commonName.getBytes(StandardCharsets.UTF_8));
    return sequence(tagged(SET, sequence(COMMON_NAME, text)));
  }

  private static byte[] time(Instant instant) {
    String text =
        DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'").withZone(ZoneOffset.UTC).format(instant);
    return tagged(GENERALIZED_TIME, text.getBytes(StandardCharsets.US_ASCII));
  }

  private static byte[] bitString(byte[] content) {
    byte[] padded = new byte[content.length + 1];
    System.arraycopy(content, 0, padded, 1, content.length);
    return tagged(BIT_STRING, padded);
  }

  private static byte[] sequence(byte[]... parts) {
    return tagged(SEQUENCE, parts);
  }

  private static byte[] tagged(int tag, byte[]... parts) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      content.writeBytes(part);
    }
    int length = content.size();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    if (length < 0x80) {
      out.write(length);
    } else if (length < 0x100) {
      out.write(0x81);
      out.write(length);
    } else {
      out.write(0x82);
      out.write(length >>> 8);
      out.write(length & 0xFF);
    }
    out.writeBytes(content.toByteArray());
    return out.toByteArray();
  }

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  private static Certificate parse(byte[] der) throws GeneralSecurityException {
    return CertificateFactory.getInstance("X.509")
        .generateCertificate(new ByteArrayInputStream(der));
  }

  private static String pem(byte[] der) {
    String text =
        Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(der);
    return "-----BEGIN CERTIFICATE-----\n" + text + "\n-----END CERTIFICATE-----\n";
  }
}
