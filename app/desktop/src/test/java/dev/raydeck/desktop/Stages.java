package dev.raydeck.desktop;

import dev.raydeck.cluster.session.KubeconfigSource;
import dev.raydeck.desktop.live.Connection;
import dev.raydeck.desktop.live.Sandbox;
import dev.raydeck.desktop.sandbox.SandboxHost;
import dev.raydeck.desktop.theme.Look;
import dev.raydeck.desktop.theme.Theme;
import dev.raydeck.desktop.words.Language;
import dev.raydeck.sandbox.SandboxOptions;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.SnapshotParameters;
import javafx.scene.image.PixelReader;
import javafx.scene.image.WritableImage;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/// Windows over given frames, and pictures of them in `target/screens`; those of the journeys in
/// the folder `raydeck.screenshots` names, if it does.
final class Stages {
  private static final String JOURNEY = "journey-";

  private static @Nullable Look look;

  /// The window over given frames that was made last.
  private static @Nullable RaydeckWindow last;

  private Stages() {}

  /// A window that opens on a sandbox whose clock runs at `speed`.
  static RaydeckWindow onSandbox(Stage stage, Theme theme, double speed) {
    return onSandbox(stage, theme, speed, host -> {});
  }

  /// The same; `started` is given the sandbox, to reach it as a person with kubectl does.
  static RaydeckWindow onSandbox(
      Stage stage, Theme theme, double speed, Consumer<Sandbox> started) {
    RaydeckWindow window =
        live(
            stage,
            theme,
            new KubeconfigSource.Text(""),
            () -> {
              Sandbox host = SandboxHost.start(SandboxOptions.DEFAULT.withSpeed(speed));
              started.accept(host);
              return host;
            });
    window.open(WindowOptions.SANDBOX);
    return window;
  }

  /// A window over the clusters of a kubeconfig; not opened yet.
  static RaydeckWindow onKubeconfig(Stage stage, Theme theme, KubeconfigSource kubeconfig) {
    return live(
        stage,
        theme,
        kubeconfig,
        () -> {
          throw new IllegalStateException("no sandbox in this test");
        });
  }

  /// A window that opens what it is told to; not opened yet.
  static RaydeckWindow live(
      Stage stage, Theme theme, KubeconfigSource kubeconfig, Supplier<Sandbox> sandboxes) {
    RaydeckWindow window =
        new RaydeckWindow(
            stage,
            look(theme),
            Language.ENGLISH,
            new RaydeckWindow.Surroundings(
                kubeconfig,
                InstantSource.system(),
                ZoneOffset.UTC,
                task -> Thread.ofVirtual().start(task),
                sandboxes,
                null));
    place(stage);
    return window;
  }

  static RaydeckWindow window(Stage stage, Theme theme, Language language, Connection connection) {
    return window(stage, theme, language, connection, Runnable::run);
  }

  /// The same with a background of its own. The one before it ends: else its pulse would tick on,
  /// and hold all it ever showed.
  static RaydeckWindow window(
      Stage stage, Theme theme, Language language, Connection connection, Executor background) {
    Look dressing = look(theme);
    if (last != null && last.shell() != null) {
      last.close();
    }
    RaydeckWindow window =
        new RaydeckWindow(
            stage,
            dressing,
            language,
            new RaydeckWindow.Surroundings(
                new KubeconfigSource.Text(""),
                connection.clock(),
                ZoneOffset.UTC,
                background,
                () -> {
                  throw new IllegalStateException("no sandbox in this test");
                },
                null));
    last = window;
    place(stage);
    window.show(connection);
    return window;
  }

  /// The one look of the toolkit, in a theme.
  static Look look(Theme theme) {
    Look dressing = look == null ? Look.start(theme) : look;
    look = dressing;
    dressing.wear(theme);
    return dressing;
  }

  /// Shows a stage at the size of the mock-ups.
  static void place(Stage stage) {
    stage.setX(0);
    stage.setY(0);
    stage.setWidth(1440);
    stage.setHeight(900);
    stage.show();
  }

  static void picture(Node node, String name) {
    node.applyCss();
    SnapshotParameters whole = new SnapshotParameters();
    whole.setViewport(
        new Rectangle2D(
            0, 0, node.getLayoutBounds().getWidth(), node.getLayoutBounds().getHeight()));
    WritableImage image = node.snapshot(whole, null);
    Path file = Path.of("target", "screens", name + ".png");
    String kept = System.getProperty("raydeck.screenshots");
    if (kept != null && name.startsWith(JOURNEY)) {
      file = Path.of(kept, name.substring(JOURNEY.length()) + ".png");
    }
    try {
      Files.createDirectories(file.getParent());
      Files.write(file, png(image));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static byte[] png(WritableImage image) throws IOException {
    int width = (int) image.getWidth();
    int height = (int) image.getHeight();
    byte[] raw = new byte[height * (1 + width * 3)];
    PixelReader pixels = image.getPixelReader();
    int at = 0;
    for (int y = 0; y < height; y++) {
      at++;
      for (int x = 0; x < width; x++) {
        int argb = pixels.getArgb(x, y);
        raw[at++] = (byte) (argb >> 16);
        raw[at++] = (byte) (argb >> 8);
        raw[at++] = (byte) argb;
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
    ByteArrayOutputStream header = new ByteArrayOutputStream();
    try (DataOutputStream data = new DataOutputStream(header)) {
      data.writeInt(width);
      data.writeInt(height);
      data.write(new byte[] {8, 2, 0, 0, 0});
    }
    chunk(out, "IHDR", header.toByteArray());
    chunk(out, "IDAT", deflate(raw));
    chunk(out, "IEND", new byte[0]);
    return out.toByteArray();
  }

  private static byte[] deflate(byte[] raw) {
    try (Deflater deflater = new Deflater(6)) {
      deflater.setInput(raw);
      deflater.finish();
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      byte[] buffer = new byte[65_536];
      while (!deflater.finished()) {
        out.write(buffer, 0, deflater.deflate(buffer));
      }
      return out.toByteArray();
    }
  }

  private static void chunk(ByteArrayOutputStream out, String type, byte[] data)
      throws IOException {
    CRC32 crc = new CRC32();
    byte[] name = type.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    crc.update(name);
    crc.update(data);
    try (DataOutputStream stream = new DataOutputStream(out)) {
      stream.writeInt(data.length);
      stream.write(name);
      stream.write(data);
      stream.writeInt((int) crc.getValue());
    }
  }
}
