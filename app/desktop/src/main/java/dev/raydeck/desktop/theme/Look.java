package dev.raydeck.desktop.theme;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import javafx.application.Application;
import javafx.collections.ListChangeListener;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.text.Font;
import javafx.scene.transform.Scale;
import javafx.stage.PopupWindow;
import javafx.stage.Screen;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/// Puts fonts, base theme and our tokens on every window, popups included.
///
/// Tokens hang on `.root:dark`, and a popup has a root of its own, so each window that opens is
/// marked too.
public final class Look {
  private static final PseudoClass DARK = PseudoClass.getPseudoClass("dark");
  private static final PseudoClass CONTRAST = PseudoClass.getPseudoClass("contrast");
  private static final String MADE = "data:text/css;base64,";
  private static final List<String> FONTS =
      List.of(
          "Inter-Regular",
          "Inter-Medium",
          "Inter-SemiBold",
          "JetBrainsMono-Regular",
          "JetBrainsMono-SemiBold");

  private Theme theme;
  private double zoom = 1;
  private @Nullable String faces;

  private Look(Theme theme) {
    this.theme = theme;
  }

  /// Loads the fonts and starts to dress windows. Once for each start of the toolkit.
  public static Look start(Theme theme) {
    FONTS.forEach(Look::loadFont);
    Look look = new Look(theme);
    look.wear(theme);
    Window.getWindows().addListener((ListChangeListener<Window>) change -> look.dressAll());
    return look;
  }

  public void wear(Theme wanted) {
    theme = wanted;
    String base =
        wanted.isDark()
            ? new PrimerDark().getUserAgentStylesheet()
            : new PrimerLight().getUserAgentStylesheet();
    Application.setUserAgentStylesheet(base);
    dressAll();
  }

  /// The size of menus, tooltips and popovers, 1 being the design's; a window scales its own
  /// content.
  public void zoom(double wanted) {
    zoom = wanted;
    dressAll();
  }

  /// The language texts are in: some need another face to be bold.
  public void speak(Locale language) {
    String wanted = Faces.bold(language).map(Look::made).orElse(null);
    if (!Objects.equals(wanted, faces)) {
      String before = faces;
      faces = wanted;
      for (Window window : Window.getWindows()) {
        if (window.getScene() != null && before != null) {
          window.getScene().getStylesheets().remove(before);
        }
      }
      dressAll();
    }
  }

  private static String made(String css) {
    return MADE + Base64.getEncoder().encodeToString(css.getBytes(StandardCharsets.UTF_8));
  }

  public Theme theme() {
    return theme;
  }

  /// Marks a scene before its window is shown.
  public void dress(Scene scene) {
    String sheet = stylesheet();
    if (!scene.getStylesheets().contains(sheet)) {
      scene.getStylesheets().add(sheet);
    }
    String own = faces;
    if (own != null && !scene.getStylesheets().contains(own)) {
      scene.getStylesheets().add(own);
    }
    scene.getRoot().pseudoClassStateChanged(DARK, theme.isDark());
    scene.getRoot().pseudoClassStateChanged(CONTRAST, theme == Theme.CONTRAST);
  }

  private void dressAll() {
    for (Window window : Window.getWindows()) {
      Scene scene = window.getScene();
      if (scene != null) {
        dress(scene);
        if (window instanceof PopupWindow popup) {
          size(popup);
        }
      }
    }
  }

  /// A popup has a window of its own, which is as large as what stands in it: that is scaled, as
  /// the window it belongs to is, and what then were beyond the screen's edge moves in.
  private void size(PopupWindow popup) {
    for (Node content : popup.getScene().getRoot().getChildrenUnmodifiable()) {
      Scale scale =
          content.getTransforms().stream()
              .filter(Scale.class::isInstance)
              .map(Scale.class::cast)
              .findFirst()
              .orElseGet(() -> added(popup, content));
      scale.setX(zoom);
      scale.setY(zoom);
    }
  }

  private static Scale added(PopupWindow popup, Node content) {
    Scale scale = new Scale(1, 1);
    content.getTransforms().add(scale);
    popup.widthProperty().addListener((width, was, is) -> moveIn(popup));
    popup.heightProperty().addListener((height, was, is) -> moveIn(popup));
    return scale;
  }

  private static void moveIn(PopupWindow popup) {
    Screen.getScreensForRectangle(popup.getX(), popup.getY(), 1, 1).stream()
        .findFirst()
        .map(Screen::getVisualBounds)
        .ifPresent(screen -> {
          double right = popup.getX() + popup.getWidth() - screen.getMaxX();
          double below = popup.getY() + popup.getHeight() - screen.getMaxY();
          if (right > 0) {
            popup.setAnchorX(popup.getAnchorX() - right);
          }
          if (below > 0) {
            popup.setAnchorY(popup.getAnchorY() - below);
          }
        });
  }

  private static String stylesheet() {
    return resource("/theme/app.css").toExternalForm();
  }

  private static URL resource(String path) {
    URL url = Look.class.getResource(path);
    if (url == null) {
      throw new IllegalStateException("missing resource " + path);
    }
    return url;
  }

  private static void loadFont(String name) {
    try (InputStream font = resource("/fonts/" + name + ".ttf").openStream()) {
      if (Font.loadFont(font, 13) == null) {
        throw new IllegalStateException("not a font: " + name);
      }
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException("font " + name, e);
    }
  }
}
