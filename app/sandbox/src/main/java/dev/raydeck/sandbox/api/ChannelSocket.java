package dev.raydeck.sandbox.api;

import dev.raydeck.sandbox.api.spdy.ByteQueue;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A WebSocket whose binary messages begin with the number of a channel (`v4.channel.k8s.io`,
/// `v5.channel.k8s.io`).
///
/// Public because Jetty calls it by reflection.
public final class ChannelSocket implements Session.Listener.AutoDemanding {
  /// What happens on the connection, on a thread of its own; the socket is closed at its end.
  interface Conversation {
    void run(ChannelSocket socket) throws IOException, InterruptedException;
  }

  private static final Logger LOG = LoggerFactory.getLogger(ChannelSocket.class);
  private static final int CLOSE_CHANNEL = 255;
  private static final int NORMAL = 1000;
  private static final long MAX_MESSAGE_BYTES = 16L * 1024 * 1024;

  private final List<ByteQueue> inputs;
  private final Conversation conversation;
  private final ReentrantLock sending = new ReentrantLock();
  private final CountDownLatch gone = new CountDownLatch(1);
  private volatile @Nullable Session session;
  private volatile @Nullable Thread thread;

  /// @param inputs by channel number, for what the client sends; other channels are ignored
  ChannelSocket(List<ByteQueue> inputs, Conversation conversation) {
    this.inputs = List.copyOf(inputs);
    this.conversation = conversation;
  }

  /// A stream of bytes to the client on one channel.
  OutputStream output(int channel) {
    return new OutputStream() {
      @Override
      public void write(int value) throws IOException {
        send(channel, new byte[] {(byte) value}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        send(channel, bytes, offset, length);
      }
    };
  }

  /// Waits until the client has gone, at most this long.
  boolean isGoneWithin(Duration time) throws InterruptedException {
    return gone.await(time.toMillis(), TimeUnit.MILLISECONDS);
  }

  void send(int channel, byte[] bytes) throws IOException {
    send(channel, bytes, 0, bytes.length);
  }

  /// Sends a last word that may come too late.
  void trySend(int channel, byte[] bytes) {
    try {
      send(channel, bytes);
    } catch (IOException e) {
      LOG.debug("A streaming client is gone", e);
    }
  }

  @Override
  public void onWebSocketOpen(Session opened) {
    opened.setIdleTimeout(Duration.ZERO);
    opened.setMaxBinaryMessageSize(MAX_MESSAGE_BYTES);
    session = opened;
    thread = Thread.ofVirtual().name("sandbox-channels").start(() -> converse(opened));
  }

  @Override
  public void onWebSocketBinary(ByteBuffer message, Callback callback) {
    try {
      if (message.hasRemaining()) {
        take(message);
      }
      callback.succeed();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      callback.fail(e);
    }
  }

  @Override
  public void onWebSocketClose(int status, String reason, Callback callback) {
    ended();
    callback.succeed();
  }

  @Override
  public void onWebSocketError(Throwable cause) {
    LOG.debug("A streaming client is gone", cause);
    ended();
  }

  private void take(ByteBuffer message) throws InterruptedException {
    int channel = message.get() & 0xFF;
    byte[] bytes = new byte[message.remaining()];
    message.get(bytes);
    if (channel == CLOSE_CHANNEL && bytes.length > 0 && bytes[0] < inputs.size()) {
      inputs.get(bytes[0]).end();
    } else if (channel < inputs.size()) {
      inputs.get(channel).put(bytes);
    }
  }

  private void ended() {
    gone.countDown();
    Thread running = thread;
    if (running != null) {
      running.interrupt();
    }
  }

  private void converse(Session opened) {
    try {
      conversation.run(this);
      opened.close(NORMAL, "", Callback.NOOP);
    } catch (IOException e) {
      LOG.debug("A streaming client is gone", e);
      opened.disconnect();
    } catch (InterruptedException e) {
      opened.disconnect();
    } finally {
      inputs.forEach(ByteQueue::close);
    }
  }

  private void send(int channel, byte[] bytes, int offset, int length) throws IOException {
    Session open = session;
    if (open == null) {
      throw new IOException("not open yet");
    }
    ByteBuffer frame = ByteBuffer.allocate(length + 1);
    frame.put((byte) channel).put(bytes, offset, length).flip();
    sending.lock();
    try {
      Callback.Completable sent = new Callback.Completable();
      open.sendBinary(frame, sent);
      WebSockets.await(sent);
    } finally {
      sending.unlock();
    }
  }
}
