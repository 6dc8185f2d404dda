package dev.raydeck.sandbox.kubelet;

import dev.raydeck.sandbox.api.Json;
import java.time.Duration;
import java.util.regex.Pattern;

/// The kubelet's attempts to get an image that no registry has, one after another with growing
/// pauses, and what it tells of them. The times are those of the lab.
final class ImagePull {
  private static final Duration ATTEMPT = Duration.ofSeconds(2);
  private static final Duration NOTED = Duration.ofSeconds(3);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(10);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
  private static final Pattern KNOWN_TAG =
      Pattern.compile("v?\\d+(\\.\\d+)*([-.+_].*)?|latest|nightly.*");

  private final PodLife life;
  private final Container container;
  private final String image;
  private int failures;

  ImagePull(PodLife life, Container container) {
    this.life = life;
    this.container = container;
    this.image = Json.text(container.spec(), "image");
  }

  /// There is no registry here: an image is there if its tag is a version, `latest`, `nightly` or
  /// none.
  static boolean isThere(String image) {
    int at = image.indexOf('@');
    String named = at < 0 ? image : image.substring(0, at);
    int colon = named.indexOf(':', named.lastIndexOf('/') + 1);
    return colon < 0 || KNOWN_TAG.matcher(named.substring(colon + 1)).matches();
  }

  void start() {
    life.events().normal(container.name, "Pulling", "Pulling image \"" + image + "\"");
    life.later(ATTEMPT, this::fail);
  }

  private void fail() {
    String why =
        "rpc error: code = NotFound desc = failed to pull and unpack image \"%s\": failed to resolve reference \"%s\": %s: not found"
            .formatted(image, image, image);
    life.events()
        .warning(container.name, "Failed", "Failed to pull image \"%s\": %s".formatted(image, why));
    life.events().warning(container.name, "Failed", "Error: ErrImagePull");
    container.waitFor("ErrImagePull", why);
    life.publish();
    life.later(NOTED, () -> backOff(why));
  }

  private void backOff(String why) {
    String text = "Back-off pulling image \"" + image + "\"";
    life.events().normal(container.name, "BackOff", text);
    life.events().warning(container.name, "Failed", "Error: ImagePullBackOff");
    container.waitFor("ImagePullBackOff", text + ": ErrImagePull: " + why);
    life.publish();
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(failures, 5));
    failures++;
    life.later(pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause, this::start);
  }
}
