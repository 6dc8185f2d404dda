package dev.raydeck.desktop.guide;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A recorded session of shell commands: what was typed, what was awaited, what was printed.
///
/// The format is that of the recording: `[clock] $ command`, `[clock] # note`, output in between.
record Transcript(List<Step> steps) {

  /// Either a command with its output, or a note (something that was waited for).
  sealed interface Step {
    record Command(String line, String output) implements Step {}

    record Note(String text) implements Step {}
  }

  private static final Pattern MARK =
      Pattern.compile("^(.*?)\\[\\d\\d:\\d\\d:\\d\\d\\.\\d{3}] ([$#]) (.*)$");

  static Transcript parse(String text) {
    List<Step> steps = new ArrayList<>();
    StringBuilder output = new StringBuilder();
    String command = "";
    for (String line : text.split("\\R", -1)) {
      Matcher mark = MARK.matcher(line);
      if (!mark.matches()) {
        output.append(line).append('\n');
        continue;
      }
      output.append(mark.group(1).isEmpty() ? "" : mark.group(1) + "\n");
      if (!command.isEmpty()) {
        steps.add(new Step.Command(command, output.toString()));
      }
      output.setLength(0);
      command = mark.group(2).equals("$") ? mark.group(3) : "";
      if (command.isEmpty()) {
        steps.add(new Step.Note(mark.group(3)));
      }
    }
    return new Transcript(List.copyOf(steps));
  }
}
