package dev.raydeck.desktop;

import dev.raydeck.desktop.cli.RaydeckCommand;
import picocli.CommandLine;

/// The program's door. Not the JavaFX application itself: that could not be started from the class
/// path.
public final class Main {
  public static void main(String[] args) {
    System.exit(new CommandLine(new RaydeckCommand()).execute(args));
  }

  private Main() {}
}
