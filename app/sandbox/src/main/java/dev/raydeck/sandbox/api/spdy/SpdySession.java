package dev.raydeck.sandbox.api.spdy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/// The server's side of one SPDY connection, whatever carries its bytes. There is no flow control,
/// as in Kubernetes' own library.
public final class SpdySession implements AutoCloseable {
  /// Sends one whole frame and returns when it is out.
  public interface Carrier {
    void send(byte[] frame) throws IOException;
  }

  private static final int HEADER = 8;
  private static final int SYN_STREAM = 1;
  private static final int SYN_REPLY = 2;
  private static final int RST_STREAM = 3;
  private static final int PING = 6;
  private static final int GOAWAY = 7;
  private static final int FLAG_FIN = 1;
  private static final int CONTROL = 0x8003_0000;
  private static final int MAX_FRAME = 16 * 1024 * 1024;

  private final Carrier carrier;
  private final Consumer<SpdyStream> onStream;
  private final SpdyHeaders headers = new SpdyHeaders();
  private final Map<Integer, SpdyStream> streams = new ConcurrentHashMap<>();
  private final ReentrantLock sending = new ReentrantLock();
  private byte[] rest = new byte[0];

  /// @param onStream told of each new stream, on the thread that receives; must not block
  public SpdySession(Carrier carrier, Consumer<SpdyStream> onStream) {
    this.carrier = carrier;
    this.onStream = onStream;
  }

  /// Takes bytes as they come, frames split anywhere. One thread at a time.
  public void receive(ByteBuffer bytes) throws IOException, InterruptedException {
    byte[] all = Arrays.copyOf(rest, rest.length + bytes.remaining());
    bytes.get(all, rest.length, bytes.remaining());
    ByteBuffer buffer = ByteBuffer.wrap(all);
    while (buffer.remaining() >= HEADER) {
      int length = buffer.getInt(buffer.position() + 4) & 0xFF_FFFF;
      if (length > MAX_FRAME) {
        throw new IOException("SPDY frame of " + length + " bytes");
      }
      if (buffer.remaining() < HEADER + length) {
        break;
      }
      int first = buffer.getInt();
      int flags = buffer.getInt() >>> 24;
      byte[] payload = new byte[length];
      buffer.get(payload);
      frame(first, flags, payload);
    }
    rest = Arrays.copyOfRange(all, buffer.position(), all.length);
  }

  /// Ends all streams for their readers.
  @Override
  public void close() {
    for (SpdyStream stream : streams.values()) {
      stream.queue().end();
    }
    streams.clear();
    sending.lock();
    try {
      headers.close();
    } finally {
      sending.unlock();
    }
  }

  void sendData(int id, byte[] bytes, boolean last) throws IOException {
    ByteBuffer frame = ByteBuffer.allocate(HEADER + bytes.length);
    frame.putInt(id).putInt(((last ? FLAG_FIN : 0) << 24) | bytes.length).put(bytes);
    send(frame.array());
  }

  private void frame(int first, int flags, byte[] payload)
      throws IOException, InterruptedException {
    if (first >= 0) {
      SpdyStream stream = streams.get(first);
      if (stream != null) {
        stream.queue().put(payload);
        endIf(flags, stream);
      }
      return;
    }
    ByteBuffer content = ByteBuffer.wrap(payload);
    switch (first & 0xFFFF) {
      case SYN_STREAM -> open(content, flags);
      case PING -> send(control(PING, payload));
      case RST_STREAM -> {
        SpdyStream stream = streams.remove(content.getInt());
        if (stream != null) {
          stream.queue().end();
        }
      }
      case GOAWAY -> close();
      default -> {}
    }
  }

  private void open(ByteBuffer content, int flags) throws IOException {
    int id = content.getInt();
    content.position(10);
    byte[] block = new byte[content.remaining()];
    content.get(block);
    SpdyStream stream = new SpdyStream(id, headers.read(block), this);
    streams.put(id, stream);
    sending.lock();
    try {
      ByteArrayOutputStream reply = new ByteArrayOutputStream();
      reply.writeBytes(ByteBuffer.allocate(4).putInt(id).array());
      reply.writeBytes(headers.write(Map.of()));
      carrier.send(control(SYN_REPLY, reply.toByteArray()));
    } finally {
      sending.unlock();
    }
    endIf(flags, stream);
    onStream.accept(stream);
  }

  private static void endIf(int flags, SpdyStream stream) {
    if ((flags & FLAG_FIN) != 0) {
      stream.queue().end();
    }
  }

  private void send(byte[] frame) throws IOException {
    sending.lock();
    try {
      carrier.send(frame);
    } finally {
      sending.unlock();
    }
  }

  private static byte[] control(int type, byte[] payload) {
    ByteBuffer frame = ByteBuffer.allocate(HEADER + payload.length);
    return frame.putInt(CONTROL | type).putInt(payload.length).put(payload).array();
  }
}
