package dev.raydeck.sandbox.program;

import dev.raydeck.sandbox.SandboxClock;
import dev.raydeck.sandbox.rayhead.HeadTables;
import dev.raydeck.sandbox.rayhead.RayHead;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Runs one command in the head's Ray container, as far as the sandbox can.
///
/// @param head absent until Ray has started in the container
public record HeadProgram(
    @Nullable RayHead head,
    SandboxClock clock,
    String hostname,
    ContainerFiles files,
    Console console) {

  private static final Duration RAY_COMMAND_START = Duration.ofMillis(1_050);
  private static final Duration RAY_COMMAND_END = Duration.ofMillis(330);
  private static final String RESET = "\u001b[0m";
  private static final String CAN_RUN =
      "it can run: python3 with a script of a mounted ConfigMap, ray status [-v], ray list actors, ray list nodes, ray memory,"
          + " ray --version, ls, cat, echo, hostname, kill with a driver's pid; kill -9 $(pidof raylet) and tail /dev/zero end the"
          + " container";

  /// Runs to the end and returns the exit code.
  public int run(List<String> argv) throws InterruptedException {
    if (argv.isEmpty()) {
      return refuse("an empty command");
    }
    List<String> arguments = argv.subList(1, argv.size());
    return switch (argv.getFirst()) {
      case "python", "python3" -> python(argv);
      case "ray" -> ray(arguments);
      case "ls" -> ls(arguments);
      case "cat" -> cat(arguments);
      case "echo" -> print(String.join(" ", arguments));
      case "hostname" -> print(hostname);
      case "kill" -> kill(arguments);
      default -> refuse("`" + String.join(" ", argv) + "`");
    };
  }

  private int refuse(String what) {
    console.complain("The sandbox cannot run " + what + "; " + CAN_RUN + ".");
    return 1;
  }

  private int print(String line) {
    console.printLine(line);
    return 0;
  }

  private int python(List<String> argv) throws InterruptedException {
    List<String> arguments = argv.subList(1, argv.size());
    if (arguments.isEmpty()) {
      return refuse("an interactive Python");
    }
    if (head == null) {
      return notStarted();
    }
    if (arguments.getFirst().equals("-c")) {
      boolean isOurs = arguments.size() == 3 && LaunchProgram.isMeant(arguments.get(1));
      return isOurs
          ? new LaunchProgram(head, clock, console).run(arguments.get(2))
          : refuse("other Python programs given with -c than Raydeck's own");
    }
    String path = arguments.getFirst();
    Optional<String> text = files.read(path);
    if (text.isEmpty()) {
      console.complain(
          argv.getFirst()
              + ": can't open file '"
              + path
              + "': [Errno 2] No such file or directory");
      return 2;
    }
    return new ScriptRun(head, clock, console, argv).run(text.get());
  }

  private int notStarted() {
    console.complain("Ray has not started in this container yet.");
    return 1;
  }

  private int ray(List<String> arguments) throws InterruptedException {
    if (arguments.equals(List.of("--version"))) {
      return head == null ? notStarted() : print("ray, version " + HeadTables.version(head));
    }
    if (head == null) {
      return notStarted();
    }
    String command = String.join(" ", arguments);
    boolean isKnown =
        List.of("status", "status -v", "status --verbose", "list actors", "list nodes", "memory")
            .contains(command);
    if (!isKnown) {
      return refuse("`ray " + command + "`");
    }
    clock.sleep(RAY_COMMAND_START);
    console.print(text(head, command));
    clock.sleep(RAY_COMMAND_END);
    if (console.isTerminal()) {
      console.print(RESET);
    }
    return 0;
  }

  private String text(RayHead ray, String command) {
    return switch (command) {
      case "list actors" -> ListText.actors(HeadTables.actors(ray), clock.instant());
      case "memory" ->
          MemoryText.of(HeadTables.references(ray), HeadTables.storeUse(ray), clock.instant());
      case "list nodes" -> ListText.nodes(HeadTables.nodes(ray), clock.instant());
      case "status" -> StatusText.of(HeadTables.status(ray), clock.instant(), false) + "\n";
      default -> StatusText.of(HeadTables.status(ray), clock.instant(), true) + "\n";
    };
  }

  private int kill(List<String> arguments) {
    if (arguments.size() != 1 || !arguments.getFirst().matches("[0-9]{1,9}")) {
      return refuse("kill with anything but one pid");
    }
    int pid = Integer.parseInt(arguments.getFirst());
    if (head != null && head.terminateDriver(pid)) {
      return 0;
    }
    console.complain("kill: (" + pid + "): No such process");
    return 1;
  }

  private int ls(List<String> arguments) {
    if (arguments.size() != 1) {
      return refuse("ls with anything but one directory");
    }
    List<String> names = files.list(arguments.getFirst());
    if (names.isEmpty()) {
      console.complain(
          "ls: cannot access '" + arguments.getFirst() + "': No such file or directory");
      return 2;
    }
    names.forEach(console::printLine);
    return 0;
  }

  private int cat(List<String> arguments) {
    int code = 0;
    for (String path : arguments) {
      Optional<String> text = files.read(path);
      text.ifPresent(console::print);
      if (text.isEmpty()) {
        console.complain("cat: " + path + ": No such file or directory");
        code = 1;
      }
    }
    return code;
  }
}
