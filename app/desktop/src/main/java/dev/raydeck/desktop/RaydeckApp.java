package dev.raydeck.desktop;

import dev.raydeck.cluster.session.ClusterDirectory;
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
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/// The JavaFX application: puts the window together from what the machine offers.
public final class RaydeckApp extends Application {
  /// The sandbox that started while the toolkit did; it comes empty where none will be opened.
  private static final AtomicReference<@Nullable CompletableFuture<Optional<Sandbox>>> EARLY =
      new AtomicReference<>();

  private @Nullable RaydeckWindow window;

  /// Opens the window and returns when it is closed. A sandbox starts beside the toolkit: each
  /// takes about as long as the other.
  public static void open(WindowOptions options) {
    EARLY.set(
        CompletableFuture.supplyAsync(
            () -> opensSandbox(options) ? Optional.of(newSandbox()) : Optional.empty(),
            task -> Thread.ofPlatform().daemon().name("raydeck-sandbox-start").start(task)));
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
    Rehearsal.begin(window, InstantSource.system());
  }

  private static boolean opensSandbox(WindowOptions options) {
    boolean isAnyNamed =
        options.cluster() != null || options.context() != null || options.kubeconfig() != null;
    return options.sandbox()
        || (!isAnyNamed && !ClusterDirectory.isThere(new KubeconfigSource.Default()));
  }

  private static Sandbox startSandbox() {
    CompletableFuture<Optional<Sandbox>> early = EARLY.getAndSet(null);
    return early == null ? newSandbox() : early.join().orElseGet(RaydeckApp::newSandbox);
  }

  private static Sandbox newSandbox() {
    return SandboxHost.start(SandboxOptions.DEFAULT);
  }

  /// One that was not wanted after all is not left running.
  private static void closeEarly() {
    CompletableFuture<Optional<Sandbox>> early = EARLY.getAndSet(null);
    if (early != null) {
      CompletableFuture<Void> _ = early.thenAccept(sandbox -> sandbox.ifPresent(Sandbox::close));
    }
  }

  /// A file of ours: where mutations of real clusters are written down, how the window was. Null
  /// where the home directory cannot be written.
  private static @Nullable Path homeFile(String name) {
    Path directory = Path.of(System.getProperty("user.home", ""), ".raydeck");
    try {
      Files.createDirectories(directory);
      return directory.resolve(name);
    } catch (IOException e) {
      // No logger before it is needed: the first one of a process takes time at its very start.
      LoggerFactory.getLogger(RaydeckApp.class)
          .warn("{} is not kept: {} cannot be written", name, directory, e);
      return null;
    }
  }

  @Override
  public void stop() {
    closeEarly();
    if (window != null) {
      window.close();
    }
  }
}
