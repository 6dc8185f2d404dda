package dev.raydeck.desktop;

import dev.raydeck.desktop.cli.RaydeckCommand;
import picocli.CommandLine;

/// The program's door. Not the JavaFX application itself: that could not be started from the class
/// path.
public final class Main {
  public static void main(String[] args) {
    // There is one, and to look for others would open every jar of the class path first.
    System.setProperty("slf4j.provider", "org.slf4j.simple.SimpleServiceProvider");
    System.setProperty("slf4j.internal.verbosity", "WARN"); // which it would say
    if (args.length == 0) {
      // What most starts are: no command line to make out.
      RaydeckApp.open(WindowOptions.CHOOSE);
      System.exit(0);
    }
    System.exit(new CommandLine(new RaydeckCommand()).execute(args));
  }

  private Main() {}
}
