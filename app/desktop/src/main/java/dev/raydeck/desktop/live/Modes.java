package dev.raydeck.desktop.live;

import dev.raydeck.cluster.session.ModeChange;
import dev.raydeck.model.Mode;
import dev.raydeck.model.SessionFrame;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// The modes a person chooses from. In the sandbox the in-tree autoscaler is ours, and this window
/// its driver's seat: a session that only looks is DRIVE there, and nobody merely observes.
public final class Modes {
  private Modes() {}

  public static List<Mode> offered(Connection connection) {
    return connection.target().isSandbox()
        ? List.of(Mode.SHADOW, Mode.DRIVE)
        : List.of(Mode.values());
  }

  public static Mode of(Connection connection, SessionFrame frame) {
    return connection.target().isSandbox() && frame.mode() != Mode.SHADOW
        ? Mode.DRIVE
        : frame.mode();
  }

  public static CompletableFuture<ModeChange> wish(Connection connection, Mode wanted) {
    return connection.mode(
        connection.target().isSandbox() && wanted == Mode.DRIVE ? Mode.OBSERVE : wanted);
  }

  /// Whether something would be sent that was not before: then a person is asked first.
  public static boolean isAsked(Connection connection, Mode wanted) {
    return wanted == Mode.DRIVE && !connection.target().isSandbox();
  }
}
