package dev.raydeck.desktop.palette;

import java.util.Comparator;
import java.util.List;

/// What the palette lists for what was typed: best fit first, else in the order given.
final class PaletteModel {
  static final int MOST = 60;

  private final List<Command> all;

  PaletteModel(List<Command> all) {
    this.all = List.copyOf(all);
  }

  List<Command> fitting(String typed) {
    record Fitting(Command command, int fit) {}
    return all.stream()
        .map(command -> new Fitting(command, command.fit(typed)))
        .filter(fitting -> fitting.fit() >= 0)
        .sorted(Comparator.comparingInt(Fitting::fit))
        .limit(MOST)
        .map(Fitting::command)
        .toList();
  }
}
