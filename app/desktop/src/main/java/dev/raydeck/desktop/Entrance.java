package dev.raydeck.desktop;

import dev.raydeck.cluster.session.ClusterAccess;
import dev.raydeck.cluster.session.ClusterDirectory;
import dev.raydeck.cluster.session.KubeconfigSource;
import dev.raydeck.desktop.chooser.Choice;
import dev.raydeck.desktop.chooser.ChooserView;
import dev.raydeck.desktop.live.Connection;
import dev.raydeck.desktop.live.FxFrames;
import dev.raydeck.desktop.live.Sandbox;
import dev.raydeck.desktop.live.Target;
import dev.raydeck.desktop.shell.Opening;
import dev.raydeck.desktop.words.Words;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.scene.Parent;
import org.jspecify.annotations.Nullable;

/// The ways into a cluster: by name, by the chooser, or the sandbox, which is started once and ends
/// with the window.
final class Entrance implements AutoCloseable {
  /// The cluster the sandbox starts with: the guide's.
  private static final String SANDBOX_NAMESPACE = "default";

  private static final String SANDBOX_CLUSTER = "raycluster-autoscaler";

  private final RaydeckWindow.Surroundings around;
  private final Supplier<Words> words;
  private final Consumer<Parent> stand;
  private final Connecting connecting;
  private final Consumer<Connection> show;
  private @Nullable Sandbox sandbox;
  private Runnable shown = () -> {};

  /// Opens a connection to what was chosen, on any thread, and returns at once. `sandbox` is null
  /// for a real cluster.
  @FunctionalInterface
  interface Connecting {
    Connection open(Target target, ClusterAccess access, @Nullable Sandbox sandbox);
  }

  private record Started(Sandbox sandbox, Connection connection) {}

  Entrance(
      RaydeckWindow.Surroundings around,
      Supplier<Words> words,
      Consumer<Parent> stand,
      Connecting connecting,
      Consumer<Connection> show) {
    this.around = around;
    this.words = words;
    this.stand = stand;
    this.connecting = connecting;
    this.show = show;
  }

  /// Opens what the options name; else the chooser or, with no kubeconfig at hand, the sandbox.
  void open(WindowOptions options) {
    if (options.sandbox()) {
      openSandbox();
    } else if (options.cluster() != null) {
      openNamed(options, options.cluster());
    } else if (options.context() != null || options.kubeconfig() != null) {
      choose(options.context(), null);
    } else {
      FxFrames.answer(
          CompletableFuture.supplyAsync(
              () -> ClusterDirectory.isThere(around.kubeconfig()), around.background()),
          (isThere, error) -> {
            if (isThere != null && !isThere) {
              openSandbox();
            } else {
              choose(null, null);
            }
          });
    }
  }

  private void openNamed(WindowOptions options, String cluster) {
    FxFrames.answer(
        CompletableFuture.supplyAsync(
            () -> NamedTarget.of(around.kubeconfig(), options, cluster, words.get()),
            around.background()),
        (target, error) -> {
          if (target != null) {
            openCluster(new ClusterAccess(around.kubeconfig(), options.context()), target);
          }
        });
  }

  /// Shows the chooser, in a context or the current one, with a way back to what is open.
  void choose(@Nullable String context, @Nullable Connection open) {
    ChooserView.Back back =
        open == null
            ? null
            : new ChooserView.Back(open.target().cluster(), () -> show.accept(open));
    stand(() -> chooser(context, back));
  }

  private Parent chooser(@Nullable String context, ChooserView.@Nullable Back back) {
    return new ChooserView(
            words.get(),
            Opening.brand(),
            around.kubeconfig(),
            new ClusterDirectory(around.clock()),
            around.background(),
            context,
            back,
            this::chosen)
        .root();
  }

  private void stand(Supplier<Parent> page) {
    shown = () -> stand.accept(page.get());
    shown.run();
  }

  /// Shows again what stands before a cluster does, in other words or colours; what is being opened
  /// goes on.
  void again() {
    shown.run();
  }

  private void chosen(Choice choice) {
    switch (choice) {
      case Choice.Sandbox ignored -> openSandbox();
      case Choice.Cluster cluster -> openCluster(cluster.access(), cluster.target());
    }
  }

  private void openSandbox() {
    if (sandbox != null) {
      show.accept(connection(sandbox, sandboxTarget()));
      return;
    }
    stand(() ->
        Opening.page(
            words.get().plain("opening.sandbox"), words.get().plain("opening.sandboxNote")));
    Target target = sandboxTarget();
    // Connected where it was started: the FX thread has the window to open meanwhile.
    FxFrames.answer(
        CompletableFuture.supplyAsync(around.sandboxes(), around.background())
            .thenApply(started -> new Started(started, connection(started, target))),
        this::sandboxStarted);
  }

  private void sandboxStarted(@Nullable Started started, @Nullable Throwable error) {
    if (started == null) {
      stand(() ->
          Opening.page(
              words.get().plain("opening.sandboxFailed"),
              String.valueOf(error == null ? "" : error.getMessage())));
      return;
    }
    sandbox = started.sandbox();
    show.accept(started.connection());
  }

  private Target sandboxTarget() {
    return new Target(
        words.get().plain("chip.sandbox"), SANDBOX_NAMESPACE, SANDBOX_CLUSTER, true, false);
  }

  private Connection connection(Sandbox running, Target target) {
    ClusterAccess access = new ClusterAccess(new KubeconfigSource.Text(running.kubeconfig()), null);
    return connecting.open(target, access, running);
  }

  private void openCluster(ClusterAccess access, Target target) {
    show.accept(connecting.open(target, access, null));
  }

  @Override
  public void close() {
    if (sandbox != null) {
      sandbox.close();
    }
  }
}
