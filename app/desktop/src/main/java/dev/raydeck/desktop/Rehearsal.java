package dev.raydeck.desktop;

import dev.raydeck.desktop.facts.Standing;
import dev.raydeck.desktop.live.Place;
import dev.raydeck.desktop.shell.Shell;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.scene.control.Label;

/// A window opened for its own sake, where the property `raydeck.rehearsal` is set: it tells on
/// standard output what is shown, at the moment it is, and closes itself. Whoever started the
/// process knows how long that took; the process itself knows its beginning to the second only.
///
/// `start` ends with the first useful screen, the one that shows the head Pod; `live` once the Ray
/// head answers; `all` then walks every screen, so that what a run loads can be kept for the next
/// (JEP 514). With none of them in [#PATIENCE] it ends too.
final class Rehearsal extends AnimationTimer {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final List<Place> PLACES = List.of(Place.values());
  private static final int PULSES_A_SCREEN = 12;

  private final RaydeckWindow window;
  private final InstantSource clock;
  private final Instant began;
  private final Kind kind;
  private boolean isWindowTold;
  private int drawn;
  private int walked;

  private enum Kind {
    START,
    LIVE,
    ALL
  }

  private Rehearsal(RaydeckWindow window, InstantSource clock, Kind kind) {
    this.window = window;
    this.clock = clock;
    this.kind = kind;
    this.began = clock.instant();
  }

  static void begin(RaydeckWindow window, InstantSource clock) {
    String wanted = System.getProperty("raydeck.rehearsal");
    if (wanted != null) {
      new Rehearsal(window, clock, Kind.valueOf(wanted.toUpperCase(Locale.ROOT))).start();
    }
  }

  /// What is counted is drawn: a pulse has passed since it was shown.
  @Override
  public void handle(long nanos) {
    if (!isWindowTold) {
      isWindowTold = true;
      tell("window");
    }
    Shell shell = window.shell();
    if (Duration.between(began, clock.instant()).compareTo(PATIENCE) >= 0) {
      end();
    } else if (shell != null) {
      look(shell);
    }
  }

  private void look(Shell shell) {
    if (drawn < 2 && shell.root().lookup("#head-name") instanceof Label head) {
      drawn += head.getText().isEmpty() ? 0 : 1;
      if (drawn == 2) {
        tell("head Pod");
        if (kind == Kind.START) {
          end();
        }
      }
    }
    if (drawn == 2 && kind != Kind.START) {
      walk(shell);
    }
  }

  private void walk(Shell shell) {
    if (walked == 0) {
      if (Standing.of(shell.deck().connection().frame()) != Standing.LIVE) {
        return;
      }
      tell("live");
    }
    int place = walked / PULSES_A_SCREEN;
    if (kind == Kind.LIVE || place >= PLACES.size()) {
      end();
    } else if (walked % PULSES_A_SCREEN == 0) {
      shell.go(PLACES.get(place));
    }
    walked++;
  }

  private static void tell(String what) {
    System.out.println("shown: " + what);
  }

  private void end() {
    stop();
    Platform.exit();
  }
}
