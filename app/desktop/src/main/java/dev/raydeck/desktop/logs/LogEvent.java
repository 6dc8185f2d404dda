package dev.raydeck.desktop.logs;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What an autoscaler's line tells, read from the texts Ray writes (ray:
/// autoscaler/v2/event_logger.py, instance_manager/instance_manager.py, ray_stopper.py). `details`
/// are the message's arguments in the order of the key `log.event.…`.
record LogEvent(Kind kind, List<String> details) {
  LogEvent {
    details = List.copyOf(details);
  }

  enum Kind {
    ADD("Adding (\\d+) node\\(s\\) of type ([^.\\s]+)\\."),
    REMOVE("Removing (\\d+) nodes? of type (\\S+) \\(([^)]*)\\)"),
    RESIZE(":event_summary:Resized to (.+?)\\.?$"),
    DRAIN("Drained ray on (\\w+)\\(success=True"),
    DRAIN_REFUSED("Drained ray on (\\w+)\\(success=False, msg=(.*)\\)"),
    STATUS("Update instance \\w+->(\\w+) \\(id=[^,]*, type=([^,]*), cloud_instance_id=([^,]*),"),
    REQUEST("Submitting a scale request: .*?desired_num_workers=[^{]*\\{([^}]*)\\}"),
    TERMINATE("Terminating worker pods: \\[(.*)\\]"),
    INFEASIBLE("No available node types can fulfill resource requests? (.*?)(?:\\. |$)"),
    START("The Ray head is ready\\. Starting the autoscaler"),
    RESTART("restarting autoscaler");

    private final Pattern pattern;

    Kind(String pattern) {
      this.pattern = Pattern.compile(pattern);
    }

    /// Whether it tells of something the autoscaler decided; the others are its bookkeeping.
    boolean isDecision() {
      return this == ADD
          || this == REMOVE
          || this == RESIZE
          || this == INFEASIBLE
          || this == DRAIN_REFUSED
          || this == START
          || this == RESTART;
    }
  }

  static @Nullable LogEvent of(String line) {
    if (!line.contains(" -- ") && !line.contains(":event_summary:")) {
      return null;
    }
    for (Kind kind : Kind.values()) {
      Matcher matcher = kind.pattern.matcher(line);
      if (matcher.find()) {
        return new LogEvent(kind, details(kind, matcher));
      }
    }
    return null;
  }

  private static List<String> details(Kind kind, Matcher matcher) {
    return switch (kind) {
      case STATUS ->
          List.of(
              matcher.group(1), matcher.group(3).isEmpty() ? matcher.group(2) : matcher.group(3));
      case DRAIN, DRAIN_REFUSED -> {
        String node = matcher.group(1);
        String end = node.length() > 6 ? node.substring(node.length() - 6) : node;
        yield kind == Kind.DRAIN ? List.of(end) : List.of(end, matcher.group(2));
      }
      default ->
          java.util.stream.IntStream.rangeClosed(1, matcher.groupCount())
              .mapToObj(i -> matcher.group(i).replace("'", ""))
              .toList();
    };
  }
}
