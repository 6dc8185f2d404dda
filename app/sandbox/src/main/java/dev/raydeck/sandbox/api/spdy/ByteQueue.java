package dev.raydeck.sandbox.api.spdy;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Bytes from a connection's callbacks for a thread that reads them as a stream.
///
/// Bounded: who puts faster than the reader reads has to wait, and so has its connection. (A
/// `PipedInputStream` would complain about its short-lived writer threads.)
public final class ByteQueue extends InputStream {
  private static final int CHUNKS = 256;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<byte[]> chunks = new ArrayDeque<>();
  private boolean ended;
  private boolean closed;
  private byte[] current = new byte[0];
  private int position;

  /// Adds bytes, waiting for room; drops them when the reader has closed the stream.
  public void put(byte[] bytes) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (chunks.size() >= CHUNKS && !closed) {
        changed.await();
      }
      if (bytes.length > 0 && !closed && !ended) {
        chunks.add(bytes);
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /// No more bytes follow. Never waits.
  public void end() {
    lock.lock();
    try {
      ended = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (position == current.length && !next()) {
      return -1;
    }
    int count = Math.min(length, current.length - position);
    System.arraycopy(current, position, target, offset, count);
    position += count;
    return count;
  }

  @Override
  public int available() {
    return current.length - position;
  }

  /// Nothing more is wanted; a writer that waits goes on.
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      chunks.clear();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private boolean next() throws IOException {
    lock.lock();
    try {
      while (chunks.isEmpty() && !ended && !closed) {
        changed.await();
      }
      if (chunks.isEmpty()) {
        return false;
      }
      current = chunks.remove();
      position = 0;
      changed.signalAll();
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while reading");
    } finally {
      lock.unlock();
    }
  }
}
