package dev.raydeck.sandbox.api;

import dev.raydeck.sandbox.api.spdy.ByteQueue;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;
import tools.jackson.databind.node.ObjectNode;

/// What reaches into a Pod: its logs, programs run in it, its ports.
final class PodStreams {
  private static final String V5 = "v5.channel.k8s.io";
  private static final String V4 = "v4.channel.k8s.io";
  private static final String TUNNEL = "SPDY/3.1+portforward.k8s.io";
  private static final String PORT_FORWARD = "portforward.k8s.io";

  /// What a container takes to start a program. kubectl reads before it has made its streams and
  /// drops what comes for them until then, so a program must not speak at once.
  private static final Duration EXEC_START = Duration.ofMillis(100);

  private static final int STDOUT = 1;
  private static final int STDERR = 2;
  private static final int STATUS = 3;

  private final ObjectStore store;
  private final PodRuntime runtime;
  private final ServerWebSocketContainer webSockets;
  private final PodLogs logs;

  PodStreams(
      ObjectStore store,
      PodRuntime runtime,
      InstantSource clock,
      ServerWebSocketContainer webSockets,
      BooleanSupplier open) {
    this.store = store;
    this.runtime = runtime;
    this.webSockets = webSockets;
    this.logs = new PodLogs(store, runtime, clock, open);
  }

  boolean serves(String subresource) {
    return Set.of("log", "exec", "portforward").contains(subresource);
  }

  void answer(Exchange exchange, Target target) throws IOException, InterruptedException {
    switch (target.subresource()) {
      case "log" -> logs.answer(exchange, target);
      case "exec" -> exec(exchange, target);
      default -> portForward(exchange, target);
    }
  }

  /// The Pod, if it has a node to reach into it.
  ///
  /// @throws ApiException 400 when it has none yet
  static ObjectNode placedPod(ObjectStore store, Target target) {
    ObjectNode pod = store.require(Kinds.PODS, target.namespace(), target.name()).tree();
    if (Json.text(pod, "spec", "nodeName").isEmpty()) {
      throw ApiException.badRequest(
          "pod %s does not have a host assigned".formatted(target.name()));
    }
    return pod;
  }

  private void exec(Exchange exchange, Target target) throws IOException {
    ExecRun.Wish wish = ExecRun.wish(store, exchange, target);
    if (SpdyUpgrade.isAsked(exchange)) {
      SpdyUpgrade.upgrade(exchange, V4, close -> SpdyPods.exec(runtime, wish, close));
      return;
    }
    requireWebSocket(exchange);
    ByteQueue stdin = new ByteQueue();
    WebSockets.upgrade(
        webSockets,
        exchange,
        List.of(V5, V4),
        (protocol, callback) ->
            new ChannelSocket(List.of(stdin), socket -> runOverChannels(wish, stdin, socket)));
  }

  private void runOverChannels(ExecRun.Wish wish, ByteQueue stdin, ChannelSocket socket)
      throws IOException, InterruptedException {
    if (socket.isGoneWithin(EXEC_START)) {
      return;
    }
    socket.send(wish.stdout() ? STDOUT : STATUS, new byte[0]);
    OutputStream nowhere = OutputStream.nullOutputStream();
    ExecRequest request =
        new ExecRequest(
            wish.namespace(),
            wish.pod(),
            wish.container(),
            wish.argv(),
            wish.tty(),
            wish.stdin() ? stdin : InputStream.nullInputStream(),
            wish.stdout() ? socket.output(STDOUT) : nowhere,
            wish.stderr() ? socket.output(STDERR) : nowhere);
    socket.send(STATUS, Json.bytes(ExecRun.run(runtime, request)));
  }

  private void portForward(Exchange exchange, Target target) throws IOException {
    placedPod(store, target);
    if (SpdyUpgrade.isAsked(exchange)) {
      SpdyUpgrade.upgrade(exchange, PORT_FORWARD, close -> SpdyPods.portForward(runtime, target));
      return;
    }
    requireWebSocket(exchange);
    List<Integer> ports = ports(exchange);
    WebSockets.upgrade(
        webSockets,
        exchange,
        List.of(TUNNEL, V4),
        (protocol, callback) ->
            protocol.equals(TUNNEL)
                ? new SpdySocket(SpdyPods.portForward(runtime, target))
                : forwarding(target, ports));
  }

  /// Two channels a port: bytes and errors.
  private ChannelSocket forwarding(Target target, List<Integer> ports) {
    List<ByteQueue> inputs = new ArrayList<>();
    ports.forEach(port -> inputs.addAll(List.of(new ByteQueue(), new ByteQueue())));
    return new ChannelSocket(
        inputs,
        socket -> {
          List<Thread> tunnels = new ArrayList<>();
          for (int i = 0; i < ports.size(); i++) {
            int port = ports.get(i);
            int channel = 2 * i;
            greet(socket, channel, port);
            InputStream fromClient = inputs.get(channel);
            tunnels.add(
                Thread.ofVirtual()
                    .name("sandbox-port-forward")
                    .start(() -> tunnel(target, port, fromClient, socket, channel)));
          }
          try {
            for (Thread tunnel : tunnels) {
              tunnel.join();
            }
          } finally {
            tunnels.forEach(Thread::interrupt);
          }
        });
  }

  /// Both channels first tell their port, two bytes, little end first.
  private static void greet(ChannelSocket socket, int channel, int port) throws IOException {
    byte[] bytes =
        ByteBuffer.allocate(2).order(ByteOrder.LITTLE_ENDIAN).putShort((short) port).array();
    socket.send(channel, bytes);
    socket.send(channel + 1, bytes);
  }

  private void tunnel(
      Target target, int port, InputStream fromClient, ChannelSocket socket, int channel) {
    try {
      Tunnel.run(
          runtime.dial(target.namespace(), target.name(), port),
          fromClient,
          socket.output(channel));
    } catch (ApiException | IOException e) {
      String message =
          "an error occurred forwarding %d -> %d: %s".formatted(port, port, e.getMessage());
      socket.trySend(channel + 1, message.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static List<Integer> ports(Exchange exchange) {
    List<Integer> ports = new ArrayList<>();
    for (String list : exchange.queries("ports")) {
      for (String port : list.split(",", -1)) {
        if (!port.matches("[1-9][0-9]{0,4}") || Integer.parseInt(port) > 65535) {
          throw ApiException.badRequest("port \"" + port + "\" is no port number");
        }
        ports.add(Integer.parseInt(port));
      }
    }
    return ports;
  }

  private static void requireWebSocket(Exchange exchange) {
    if (!WebSockets.isUpgrade(exchange)) {
      throw ApiException.badRequest("Upgrade request required");
    }
  }
}
