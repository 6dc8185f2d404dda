package dev.raydeck.sandbox.kubelet;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a command run in a container does to the container itself. Recognized in the forms people
/// use, plain or after `bash -c`.
enum ProcessDeed {
  /// `kill -9 $(pidof raylet)`, `pkill gcs_server`, `kill 1`: `ray start --block` ends with 1.
  KILLS_RAY(0),
  /// `tail /dev/zero` keeps all it reads, until the kernel ends everything in the container.
  FILLS_MEMORY(137);

  private static final Pattern KILL =
      Pattern.compile(
          "(pkill|killall)( -\\S+)* (raylet|gcs_server)|kill( -\\S+)* \\$\\(pidof (raylet|gcs_server)\\)|kill( -(15|TERM|SIGTERM|s TERM))? 1");
  private static final Pattern FILL = Pattern.compile("(exec )?tail /dev/zero");

  /// What the command itself ends with.
  final int exitCode;

  ProcessDeed(int exitCode) {
    this.exitCode = exitCode;
  }

  static Optional<ProcessDeed> of(List<String> argv) {
    boolean isShell =
        argv.size() == 3
            && List.of("bash", "sh", "/bin/bash", "/bin/sh").contains(argv.getFirst())
            && argv.get(1).endsWith("c");
    String line = isShell ? argv.get(2).strip() : String.join(" ", argv);
    if (KILL.matcher(line).matches()) {
      return Optional.of(KILLS_RAY);
    }
    return FILL.matcher(line).matches() ? Optional.of(FILLS_MEMORY) : Optional.empty();
  }

  /// On the world's thread.
  void happen(PodLife life, Container container) {
    switch (this) {
      case KILLS_RAY -> life.crash(life.rayContainer(), 1, "Error");
      case FILLS_MEMORY -> life.crash(container, 137, "OOMKilled");
    }
  }
}
