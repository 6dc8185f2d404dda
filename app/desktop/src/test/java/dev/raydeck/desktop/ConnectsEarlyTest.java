package dev.raydeck.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.raydeck.cluster.session.KubeconfigSource;
import dev.raydeck.cluster.session.RayClusterRef;
import dev.raydeck.desktop.live.Sandbox;
import dev.raydeck.desktop.theme.Theme;
import dev.raydeck.model.Breakpoint;
import dev.raydeck.model.Breakpoints;
import dev.raydeck.model.Intent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/// A session is opened beside the window: its API server is asked while the FX thread is still busy
/// with the window.
@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init") // @Start sets the fields
class ConnectsEarlyTest {
  private final CountDownLatch asked = new CountDownLatch(1);
  private HttpServer server;
  private RaydeckWindow window;

  @Start
  void start(Stage stage) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          asked.countDown();
          exchange.sendResponseHeaders(404, -1);
          exchange.close();
        });
    server.start();
    window =
        Stages.live(
            stage,
            Theme.DARK,
            new KubeconfigSource.Text(""),
            () -> new Nothing(server.getAddress().getPort()));
  }

  @AfterEach
  void close(FxRobot robot) {
    robot.interact(window::close);
    server.stop(0);
  }

  @Test
  void asksTheApiServerWhileTheWindowOpens(FxRobot robot) {
    AtomicBoolean isAsked = new AtomicBoolean();
    robot.interact(() -> {
      window.open(WindowOptions.SANDBOX);
      try {
        isAsked.set(asked.await(20, TimeUnit.SECONDS)); // So long the window opens.
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
      assertThat(window.shell()).as("shown after this").isNull();
    });
    assertThat(isAsked).isTrue();
    new Person(robot, window).until(() -> window.shell() != null);
  }

  /// A sandbox with an API server that knows nothing.
  private record Nothing(int port) implements Sandbox {
    @Override
    public String kubeconfig() {
      return """
      apiVersion: v1
      kind: Config
      clusters: [{name: c, cluster: {server: "http://127.0.0.1:%d"}}]
      users: [{name: u, user: {token: t}}]
      contexts: [{name: x, context: {cluster: c, user: u}}]
      current-context: x
      """
          .formatted(port);
    }

    @Override
    public InstantSource clock() {
      return InstantSource.system();
    }

    @Override
    public double speed() {
      return 1;
    }

    @Override
    public void speed(double times) {}

    @Override
    public boolean isPaused() {
      return false;
    }

    @Override
    public void pause() {}

    @Override
    public void resume() {}

    @Override
    public void step() {}

    @Override
    public Breakpoints breakpoints(RayClusterRef cluster) {
      return Breakpoints.NONE;
    }

    @Override
    public void breakpoints(RayClusterRef cluster, Set<Breakpoint> wanted) {}

    @Override
    public void approve(RayClusterRef cluster, Intent seen) {}

    @Override
    public void skip(RayClusterRef cluster, Intent seen) {}

    @Override
    public void close() {}
  }
}
