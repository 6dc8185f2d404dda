package dev.raydeck.sandbox.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// Pods with three programs (`echo`, `cat`, `exit N`), two lines of log, and one port that echoes
/// what it gets.
final class TinyRuntime implements PodRuntime, AutoCloseable {
  private final List<Consumer<LogLine>> followers = new CopyOnWriteArrayList<>();
  private final ServerSocket echo;

  TinyRuntime() {
    try {
      echo = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::serve);
  }

  @Override
  public int exec(ExecRequest request) {
    try {
      return switch (request.argv().getFirst()) {
        case "echo" -> {
          String words = String.join(" ", request.argv().subList(1, request.argv().size()));
          request.stdout().write((words + "\n").getBytes(StandardCharsets.UTF_8));
          yield 0;
        }
        case "cat" -> {
          request.stdin().transferTo(request.stdout());
          yield 0;
        }
        case "exit" -> {
          request.stderr().write("leaving\n".getBytes(StandardCharsets.UTF_8));
          yield Integer.parseInt(request.argv().get(1));
        }
        default -> {
          request.stderr().write("not found\n".getBytes(StandardCharsets.UTF_8));
          yield 127;
        }
      };
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public LogSource logs(String namespace, String pod, String container, boolean previous) {
    List<LogLine> lines = new ArrayList<>();
    lines.add(new LogLine(Instant.parse("2026-11-24T12:00:00Z"), container + " starts"));
    lines.add(
        new LogLine(Instant.parse("2026-11-24T12:00:01.5Z"), previous ? "previous run" : "ready"));
    return new LogSource() {
      @Override
      public List<LogLine> lines() {
        return lines;
      }

      @Override
      public AutoCloseable follow(Consumer<LogLine> sink) {
        followers.add(sink);
        return () -> followers.remove(sink);
      }
    };
  }

  void print(String text) {
    followers.forEach(sink -> sink.accept(new LogLine(Instant.EPOCH, text)));
  }

  int followers() {
    return followers.size();
  }

  @Override
  public InetSocketAddress dial(String namespace, String pod, int port) {
    if (port != 8265) {
      throw ApiException.badRequest("nobody listens on port " + port);
    }
    return (InetSocketAddress) echo.getLocalSocketAddress();
  }

  @Override
  public void close() throws IOException {
    echo.close();
  }

  private void serve() {
    while (!echo.isClosed()) {
      try {
        Socket socket = echo.accept();
        Thread.ofVirtual().start(() -> echo(socket));
      } catch (IOException e) {
        return;
      }
    }
  }

  private static void echo(Socket socket) {
    try (socket) {
      socket.getInputStream().transferTo(socket.getOutputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
