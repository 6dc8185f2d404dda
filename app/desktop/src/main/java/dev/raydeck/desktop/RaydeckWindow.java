package dev.raydeck.desktop;

import dev.raydeck.cluster.session.ClusterAccess;
import dev.raydeck.cluster.session.KubeconfigSource;
import dev.raydeck.desktop.facts.ClusterFacts;
import dev.raydeck.desktop.kit.ZoomPane;
import dev.raydeck.desktop.live.Connection;
import dev.raydeck.desktop.live.FxFrames;
import dev.raydeck.desktop.live.History;
import dev.raydeck.desktop.live.LiveConnection;
import dev.raydeck.desktop.live.Place;
import dev.raydeck.desktop.live.Pulse;
import dev.raydeck.desktop.live.ReadOnlyConnection;
import dev.raydeck.desktop.live.Sandbox;
import dev.raydeck.desktop.live.Target;
import dev.raydeck.desktop.shell.Settings;
import dev.raydeck.desktop.shell.Shell;
import dev.raydeck.desktop.theme.Look;
import dev.raydeck.desktop.theme.Palette;
import dev.raydeck.desktop.theme.Theme;
import dev.raydeck.desktop.theme.ThemeChoice;
import dev.raydeck.desktop.words.Language;
import dev.raydeck.desktop.words.Words;
import dev.raydeck.model.SessionFrame;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.application.ColorScheme;
import javafx.beans.value.ObservableValue;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/// One window: the chooser or a connected cluster, in one theme and one language, and the pulse
/// that ticks it.
public final class RaydeckWindow {
  private final Stage stage;
  private final Scene scene;
  private final Look look;
  private final Surroundings around;
  private final Pulse pulse = new Pulse(this::tick);
  private final HeapKeeper heap = HeapKeeper.ofThisProcess();
  private Words words;
  private Settings settings;
  private Theme system;
  private final Remembered remembered = new Remembered();
  private Place firstPlace = Place.OVERVIEW;
  private final Entrance entrance;
  private @Nullable Connection connection;
  private @Nullable Shell shell;
  private @Nullable ZoomPane zoomed;
  private History history = new History();

  /// What the window stands on. `sandboxes` starts a sandbox and may take a second; `auditLog` is
  /// null where nothing can be kept.
  public record Surroundings(
      KubeconfigSource kubeconfig,
      InstantSource clock,
      ZoneId zone,
      Executor background,
      Supplier<Sandbox> sandboxes,
      @Nullable Path auditLog) {}

  public RaydeckWindow(Stage stage, Look look, Language language, Surroundings around) {
    this.stage = stage;
    this.look = look;
    this.around = around;
    this.words = new Words(language);
    this.system = look.theme();
    this.settings = new Settings(look.theme(), language);
    wearChosen();
    this.entrance =
        new Entrance(around, () -> words, this::standBefore, this::connection, this::show);
    this.scene = new Scene(new javafx.scene.layout.StackPane(), 1440, 900);
    stage.setTitle("Raydeck");
    stage.setMinWidth(1024);
    stage.setMinHeight(640);
    stage.setScene(scene);
    pulse.start();
  }

  public Stage stage() {
    return stage;
  }

  private void put(Parent root) {
    zoomed = new ZoomPane(root, settings.zoom());
    scene.setRoot(zoomed);
    look.dress(scene);
  }

  /// Opens what the options name; else the chooser or, with no kubeconfig at hand, the sandbox.
  public void open(WindowOptions options) {
    entrance.open(options);
  }

  /// Shows the chooser; what was open is closed when something else is chosen, and stays otherwise.
  public void choose() {
    entrance.choose(null, connection);
  }

  private void standBefore(Parent root) {
    leaveShell();
    put(root);
  }

  private Connection connection(Target target, ClusterAccess access, @Nullable Sandbox of) {
    Path log = of == null ? around.auditLog() : null;
    Consumer<SessionFrame> frames = new FxFrames(facts -> showOf(target, facts));
    return new ReadOnlyConnection(
        LiveConnection.open(target, access, around.clock(), of, log, frames),
        () -> isReadOnly(target),
        () -> words);
  }

  /// What comes of another connection than the one shown is too early or too late.
  private void showOf(Target target, ClusterFacts facts) {
    if (connection != null && connection.target().equals(target)) {
      show(facts);
    }
  }

  private boolean isReadOnly(Target target) {
    return !target.isSandbox() && settings.readOnly().contains(target.context());
  }

  /// Shows an open connection; its frames come through [#show(SessionFrame)].
  public void show(Connection open) {
    Connection before = connection;
    if (!open.equals(before)) {
      history = new History();
      if (before != null) {
        around.background().execute(before::close);
      }
    }
    connection = open;
    Shell built = build(open);
    leaveShell();
    shell = built;
    put(built.root());
    built.go(firstPlace);
    built.show(open.frame());
    firstPlace = Place.OVERVIEW;
  }

  private Shell build(Connection open) {
    return new Shell(
        open,
        history,
        new Shell.Surroundings(
            words,
            Palette.forTheme(look.theme()),
            around.zone(),
            around.background(),
            this::choose,
            this::settings,
            this::settle,
            remembered::make));
  }

  /// A frame of the open connection, on the FX thread.
  public void show(SessionFrame frame) {
    if (shell != null) {
      shell.show(frame);
    }
  }

  /// The same, joined already.
  public void show(ClusterFacts facts) {
    heap.seen(facts.nodes().size());
    if (shell != null) {
      shell.show(facts);
    }
  }

  private void tick() {
    heap.look();
    if (stage.isShowing() && !stage.isIconified() && remembered.isTime(settings.ticks())) {
      remembered.keep(settings, firstPlace, shell, WindowPlace.of(stage), around.background());
    }
    if (shell != null && !stage.isIconified()) {
      shell.tick();
    }
  }

  /// Puts on another theme: drawings and screens are made anew.
  public void wear(Theme theme) {
    settle(settings.with(ThemeChoice.of(theme)));
  }

  /// Speaks another language: texts and screens are made anew.
  public void speak(Language language) {
    settle(settings.with(language));
  }

  /// From now on the theme is the system's where that was chosen, and changes with it.
  public void follow(ObservableValue<ColorScheme> scheme) {
    Consumer<@Nullable ColorScheme> take =
        is -> system = is == ColorScheme.LIGHT ? Theme.LIGHT : Theme.DARK;
    take.accept(scheme.getValue());
    settings = settings.with(ThemeChoice.SYSTEM);
    wearChosen();
    scheme.addListener((value, was, is) -> {
      take.accept(is);
      if (settings.theme() == ThemeChoice.SYSTEM) {
        settle(settings);
      }
    });
  }

  private void wearChosen() {
    Theme wanted = settings.theme().theme(system);
    if (look.theme() != wanted) {
      look.wear(wanted);
    }
    look.zoom(settings.zoom());
    look.speak(settings.language().locale());
  }

  /// Takes other settings at once. Where they change words or colours the screens are made anew,
  /// and go on as those before them were left.
  public void settle(Settings wanted) {
    Settings was = settings;
    Theme wore = look.theme();
    settings = wanted;
    pulse.ticksASecond(wanted.ticks());
    wearChosen();
    words = new Words(wanted.language());
    if (zoomed != null) {
      zoomed.zoom(wanted.zoom());
    }
    boolean isSame =
        look.theme() == wore
            && wanted.language() == was.language()
            && wanted.readOnly().equals(was.readOnly());
    if (!isSame) {
      rebuild();
    }
  }

  public Settings settings() {
    return settings;
  }

  /// Begins as the window was the last time, and keeps how it is from now on.
  public void remember(WindowMemory kept) {
    remembered.begin(kept);
    firstPlace = kept.place(Place.OVERVIEW);
    Settings before = kept.settings(settings);
    if (!before.equals(settings)) {
      settings = before;
      wearChosen();
      words = new Words(before.language());
      pulse.ticksASecond(before.ticks());
    }
    WindowPlace.restore(stage, kept.frame());
  }

  private void rebuild() {
    if (shell != null && connection != null) {
      Shell.Kept kept = shell.keep();
      Shell built = build(connection);
      leaveShell();
      shell = built;
      put(built.root());
      built.restore(kept);
      built.show(connection.frame());
    } else {
      entrance.again();
    }
  }

  private void leaveShell() {
    Shell left = shell;
    shell = null;
    if (left != null) {
      remembered.take(left);
      left.close();
    }
  }

  public @Nullable Shell shell() {
    return shell;
  }

  /// Ends the session and the sandbox.
  public void close() {
    pulse.stop();
    remembered.keep(settings, firstPlace, shell, WindowPlace.of(stage), Runnable::run);
    leaveShell();
    if (connection != null) {
      connection.close();
    }
    entrance.close();
  }
}
