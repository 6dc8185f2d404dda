package dev.raydeck.desktop;

import dev.raydeck.cluster.session.KubeconfigSource;
import dev.raydeck.desktop.live.Sandbox;
import dev.raydeck.desktop.sandbox.SandboxHost;
import dev.raydeck.desktop.theme.Look;
import dev.raydeck.desktop.theme.Theme;
import dev.raydeck.desktop.words.Language;
import dev.raydeck.sandbox.SandboxOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Locale;
import java.util.concurrent.Executor;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The JavaFX application: puts the window together from what the machine offers.
public final class RaydeckApp extends Application {
  private static final Logger LOG = LoggerFactory.getLogger(RaydeckApp.class);

  private @Nullable RaydeckWindow window;

  /// Opens the window and returns when it is closed.
  public static void open(WindowOptions options) {
    Application.launch(RaydeckApp.class, options.toParameters().toArray(String[]::new));
  }

  @Override
  public void start(Stage stage) {
    WindowOptions options = WindowOptions.of(getParameters().getNamed());
    Look look = Look.start(Theme.DARK);
    Executor background = task -> Thread.ofVirtual().name("raydeck-background").start(task);
    Path file = options.kubeconfig();
    window =
        new RaydeckWindow(
            stage,
            look,
            Language.of(Locale.getDefault()),
            new RaydeckWindow.Surroundings(
                file == null ? new KubeconfigSource.Default() : new KubeconfigSource.File(file),
                InstantSource.system(),
                ZoneId.systemDefault(),
                background,
                RaydeckApp::startSandbox,
                homeFile("audit.log")));
    window.follow(Platform.getPreferences().colorSchemeProperty());
    Path state = homeFile("window.properties");
    if (state != null) {
      window.remember(WindowMemory.at(state));
    }
    window.open(options);
    stage.show();
  }

  private static Sandbox startSandbox() {
    return SandboxHost.start(SandboxOptions.DEFAULT);
  }

  /// A file of ours: where mutations of real clusters are written down, how the window was. Null
  /// where the home directory cannot be written.
  private static @Nullable Path homeFile(String name) {
    Path directory = Path.of(System.getProperty("user.home", ""), ".raydeck");
    try {
      Files.createDirectories(directory);
      return directory.resolve(name);
    } catch (IOException e) {
      LOG.warn("{} is not kept: {} cannot be written", name, directory, e);
      return null;
    }
  }

  @Override
  public void stop() {
    if (window != null) {
      window.close();
    }
  }
}
