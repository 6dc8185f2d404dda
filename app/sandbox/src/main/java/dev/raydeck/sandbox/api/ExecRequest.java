package dev.raydeck.sandbox.api;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/// A program to run in a container, with its three streams.
///
/// @param tty then nothing is written to `stderr`: a terminal has one output
/// @param stdin at its end at once when the client sends none
public record ExecRequest(
    String namespace,
    String pod,
    String container,
    List<String> argv,
    boolean tty,
    InputStream stdin,
    OutputStream stdout,
    OutputStream stderr) {
  public ExecRequest {
    argv = List.copyOf(argv);
  }
}
