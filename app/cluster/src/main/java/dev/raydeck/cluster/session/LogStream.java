package dev.raydeck.cluster.session;

/// A log that is being followed until closed. Closing returns at once, from any thread.
public interface LogStream extends AutoCloseable {
  @Override
  void close();
}
