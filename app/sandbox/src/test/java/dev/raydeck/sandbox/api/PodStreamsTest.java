package dev.raydeck.sandbox.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PodStreamsTest {
  private static final String POD = "/api/v1/namespaces/default/pods/p";
  private static final TestServer SERVER = new TestServer();

  @BeforeAll
  static void fill() {
    SERVER.store.create(Kinds.PODS, Samples.pod("p"));
    await()
        .until(() ->
            Json.text(
                    SERVER.store.find(Kinds.PODS, "default", "p").orElseThrow(), "status", "phase")
                .equals("Running"));
  }

  @AfterAll
  static void stop() throws Exception {
    SERVER.close();
  }

  @Test
  void runsAProgramOverChannels() throws Exception {
    Frames frames =
        open(POD + "/exec?command=exit&command=7&stdout=true&stderr=true", "v4.channel.k8s.io");

    frames.closed.get(10, TimeUnit.SECONDS);
    assertThat(frames.text(2)).isEqualTo("leaving\n");
    assertThat(frames.text(3)).contains("\"NonZeroExitCode\"").contains("\"message\":\"7\"");
  }

  @Test
  void endsTheInputWhenItsChannelIsClosed() throws Exception {
    Frames frames = open(POD + "/exec?command=cat&stdin=true&stdout=true", "v5.channel.k8s.io");
    frames.send(0, "one ");
    frames.send(0, "two");
    frames.send(255, "\0");

    frames.closed.get(10, TimeUnit.SECONDS);
    assertThat(frames.text(1)).isEqualTo("one two");
    assertThat(frames.text(3)).contains("Success");
  }

  @Test
  void forwardsAPortOverChannels() throws Exception {
    Frames frames = open(POD + "/portforward?ports=8265", "v4.channel.k8s.io");
    frames.send(0, "hello");

    await().until(() -> frames.bytes(0).length == 7);
    assertThat(frames.bytes(0)).startsWith(0x49, 0x20).endsWith((byte) 'l', (byte) 'l', (byte) 'o');
    frames.socket.abort();
  }

  @Test
  void tellsWhyAPortCannotBeForwarded() throws Exception {
    Frames frames = open(POD + "/portforward?ports=81", "v4.channel.k8s.io");

    frames.closed.get(10, TimeUnit.SECONDS);
    assertThat(frames.text(1)).contains("nobody listens on port 81");
  }

  @Test
  void watchesOverWebSocketIfThereIsAnOrigin() throws Exception {
    Frames frames = open("/api/v1/namespaces/default/pods?watch=true&timeoutSeconds=1", "");

    frames.closed.get(10, TimeUnit.SECONDS);
    assertThat(frames.texts.toString()).startsWith("{\"type\":\"ADDED\"");
    assertThat(frames.closed.get()).isEqualTo(1000);
  }

  @Test
  void upgradesToBareSpdy() throws Exception {
    URI uri = SERVER.server.uri();
    try (SSLSocket socket =
        (SSLSocket) SERVER.tls.getSocketFactory().createSocket("127.0.0.1", uri.getPort())) {
      OutputStream out = socket.getOutputStream();
      String head =
          "POST %s/portforward HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer admin\r\nConnection: Upgrade\r\nUpgrade: SPDY/3.1\r\nX-Stream-Protocol-Version: portforward.k8s.io\r\nContent-Length: 0\r\n\r\n"
              .formatted(POD);
      out.write(head.getBytes(StandardCharsets.US_ASCII));
      byte[] ping = {(byte) 0x80, 3, 0, 6, 0, 0, 0, 4, 0, 0, 0, 1};
      out.write(ping);
      out.flush();
      InputStream in = socket.getInputStream();
      ByteArrayOutputStream answer = new ByteArrayOutputStream();
      while (!answer.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
        answer.write(in.read());
      }

      assertThat(answer.toString(StandardCharsets.ISO_8859_1))
          .startsWith("HTTP/1.1 101")
          .contains("X-Stream-Protocol-Version: portforward.k8s.io");
      assertThat(in.readNBytes(ping.length)).isEqualTo(ping);
    }
  }

  @Test
  void sendsLogsAsAsked() throws Exception {
    assertThat(SERVER.get("viewer", POD + "/log").body()).isEqualTo("c starts\nready\n");
    assertThat(SERVER.get("viewer", POD + "/log?tailLines=1&timestamps=true").body())
        .isEqualTo("2026-11-24T12:00:01.500000000Z ready\n");
    assertThat(
            SERVER.get("viewer", POD + "/log?previous=true&sinceTime=2026-11-24T12:00:01Z").body())
        .isEqualTo("previous run\n");
    assertThat(SERVER.get("viewer", POD + "/log?container=zz").body())
        .contains("container zz is not valid for pod p");
  }

  @Test
  void followsALogUntilThePodIsGone() throws Exception {
    SERVER.store.create(Kinds.PODS, Samples.pod("short"));
    await()
        .until(() ->
            Json.text(
                    SERVER.store.find(Kinds.PODS, "default", "short").orElseThrow(),
                    "spec",
                    "nodeName")
                .equals("node-1"));
    CompletableFuture<HttpResponse<String>> response =
        SERVER.client.sendAsync(
            SERVER
                .request(
                    "admin", "/api/v1/namespaces/default/pods/short/log?follow=true&tailLines=0")
                .build(),
            HttpResponse.BodyHandlers.ofString());
    await().until(() -> SERVER.runtime.followers() == 1);
    SERVER.runtime.print("live");
    SERVER.store.remove(Kinds.PODS, "default", "short");

    assertThat(response.get(10, TimeUnit.SECONDS).body()).isEqualTo("live\n");
  }

  private static Frames open(String path, String protocol) throws Exception {
    Frames frames = new Frames();
    WebSocket.Builder builder =
        SERVER
            .client
            .newWebSocketBuilder()
            .header("Authorization", "Bearer admin")
            .header("Origin", "https://127.0.0.1");
    if (!protocol.isEmpty()) {
      builder.subprotocols(protocol);
    }
    URI uri = URI.create(SERVER.server.uri().toString().replace("https", "wss") + path);
    frames.socket = builder.buildAsync(uri, frames).get(10, TimeUnit.SECONDS);
    return frames;
  }

  /// What came on each channel.
  private static final class Frames implements WebSocket.Listener {
    final CompletableFuture<Integer> closed = new CompletableFuture<>();
    final StringBuilder texts = new StringBuilder();
    private final Map<Integer, ByteArrayOutputStream> channels = new ConcurrentHashMap<>();
    private boolean inMessage;
    private int channel;

    @SuppressWarnings("NullAway.Init") // set by whoever opens the socket
    WebSocket socket;

    @Override
    public CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
      if (!inMessage) {
        channel = data.get();
      }
      inMessage = !last;
      byte[] bytes = new byte[data.remaining()];
      data.get(bytes);
      channels.computeIfAbsent(channel, c -> new ByteArrayOutputStream()).writeBytes(bytes);
      from.request(1);
      return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      texts.append(data);
      from.request(1);
      return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
      closed.complete(code);
      return CompletableFuture.completedStage(null);
    }

    void send(int to, String text) throws Exception {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      ByteBuffer frame = ByteBuffer.allocate(bytes.length + 1).put((byte) to).put(bytes).flip();
      socket.sendBinary(frame, true).get(5, TimeUnit.SECONDS);
    }

    byte[] bytes(int from) {
      ByteArrayOutputStream got = channels.get(from);
      return got == null ? new byte[0] : got.toByteArray();
    }

    String text(int from) {
      return new String(bytes(from), StandardCharsets.UTF_8);
    }
  }
}
