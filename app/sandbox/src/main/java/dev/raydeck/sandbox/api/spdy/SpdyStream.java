package dev.raydeck.sandbox.api.spdy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Map;

/// One stream of a session: what the client sends to read, and a way to answer.
public final class SpdyStream {
  private static final int MAX_DATA = 32 * 1024;

  private final int id;
  private final Map<String, String> headers;
  private final SpdySession session;
  private final ByteQueue input = new ByteQueue();
  private boolean finished;

  SpdyStream(int id, Map<String, String> headers, SpdySession session) {
    this.id = id;
    this.headers = Map.copyOf(headers);
    this.session = session;
  }

  /// A header's value, or empty.
  public String header(String name) {
    return headers.getOrDefault(name, "");
  }

  public InputStream input() {
    return input;
  }

  /// Closing it ends our half of the stream.
  public OutputStream output() {
    return new OutputStream() {
      @Override
      public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        for (int from = offset; from < offset + length; from += MAX_DATA) {
          int to = Math.min(offset + length, from + MAX_DATA);
          session.sendData(id, Arrays.copyOfRange(bytes, from, to), false);
        }
      }

      @Override
      public void close() throws IOException {
        finish();
      }
    };
  }

  ByteQueue queue() {
    return input;
  }

  private synchronized void finish() throws IOException {
    if (!finished) {
      finished = true;
      session.sendData(id, new byte[0], true);
    }
  }
}
