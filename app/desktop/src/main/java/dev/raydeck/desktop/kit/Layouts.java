package dev.raydeck.desktop.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.ResourceBundle;
import javafx.fxml.FXMLLoader;
import javafx.scene.Parent;

/// Loads a controller's layout: the FXML file of its own name, on its package's path.
public final class Layouts {
  /// A page that is not this wide has no room for its parts side by side.
  public static final double NARROW = 800;

  private Layouts() {}

  public static Parent load(Object controller, ResourceBundle words) {
    String file = controller.getClass().getSimpleName() + ".fxml";
    URL url = controller.getClass().getResource(file);
    if (url == null) {
      throw new IllegalStateException("missing layout " + file);
    }
    FXMLLoader loader = new FXMLLoader(url, words);
    loader.setController(controller);
    try {
      return loader.load();
    } catch (IOException e) {
      throw new UncheckedIOException("layout " + file, e);
    }
  }
}
