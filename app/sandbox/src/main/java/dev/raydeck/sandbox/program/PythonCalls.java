package dev.raydeck.sandbox.program;

import dev.raydeck.sandbox.rayhead.ActorRequest;
import dev.raydeck.sandbox.rayhead.LabelSelector;
import dev.raydeck.sandbox.rayhead.NameTakenException;
import dev.raydeck.sandbox.rayhead.TaskRequest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/// The functions and methods a script may call: a little of Python, and of Ray what starts and ends
/// actors.
final class PythonCalls {
  static final Set<String> BUILTINS =
      Set.of("print", "len", "range", "str", "int", "float", "bytes");

  /// What Ray's serialisation adds to plain bytes.
  private static final int ENVELOPE_BYTES = 3;

  private static final Set<String> ACTOR_OPTIONS =
      Set.of(
          "name",
          "namespace",
          "lifetime",
          "num_cpus",
          "num_gpus",
          "memory",
          "resources",
          "label_selector",
          "max_restarts",
          "max_concurrency");

  private final Driver driver;
  private final Console console;
  private final List<String> arguments;

  PythonCalls(Driver driver, Console console, List<String> arguments) {
    this.driver = driver;
    this.console = console;
    this.arguments = List.copyOf(arguments);
  }

  @Nullable Object attribute(@Nullable Object of, String name, int line) throws ScriptRefused {
    return switch (of) {
      case PythonObject.Member member when member.path().equals("sys") && name.equals("argv") ->
          arguments;
      case PythonObject.Member member -> new PythonObject.Member(member.path() + "." + name);
      case PythonObject.ActorClass type when Set.of("remote", "options").contains(name) ->
          new PythonObject.Method(type, name);
      case PythonObject.Function function when name.equals("remote") ->
          new PythonObject.Submit(function);
      case PythonObject.Handle handle ->
          throw new ScriptRefused(line, "a method of an actor (." + name + ")");
      case null, default -> throw new ScriptRefused(line, "." + name);
    };
  }

  @Nullable Object call(
      Python.Call call,
      @Nullable Object function,
      List<@Nullable Object> values,
      Map<String, @Nullable Object> named)
      throws ScriptRefused, ScriptExit, PythonError, InterruptedException {
    int line = call.span().line();
    return switch (function) {
      case PythonObject.Member member -> callMember(call, member.path(), values, named);
      case PythonObject.Method method when !method.of().isRemote() ->
          throw new ScriptRefused(line, "a class without @ray.remote");
      case PythonObject.Method method when method.name().equals("options") ->
          withOptions(method.of(), named, line);
      case PythonObject.Method method -> create(call, method.of());
      case PythonObject.Submit submit -> submit(submit.of(), line);
      case null, default ->
          throw new ScriptRefused(line, "a call of something else than a function");
    };
  }

  private @Nullable Object callMember(
      Python.Call call,
      String path,
      List<@Nullable Object> values,
      Map<String, @Nullable Object> named)
      throws ScriptRefused, ScriptExit, PythonError, InterruptedException {
    int line = call.span().line();
    Object first = values.isEmpty() ? null : values.getFirst();
    return switch (path) {
      case "print" -> {
        console.printLine(values.stream().map(PythonCalls::text).collect(Collectors.joining(" ")));
        yield null;
      }
      case "len" ->
          first instanceof List<?> list ? (long) list.size() : (long) text(first).length();
      case "str" -> text(first);
      case "int" -> (long) number(text(first), line);
      case "float" -> number(text(first), line);
      case "bytes" -> new PythonObject.Bytes((long) number(text(first), line));
      case "range" -> range(values, line);
      case "sys.exit" -> throw exit(first);
      case "time.sleep" -> {
        driver.pause(Duration.ofMillis(Math.round(number(text(first), line) * 1000)));
        yield null;
      }
      case "ray.init" -> {
        driver.connect(named.get("namespace") instanceof String given ? given : "anonymous");
        yield null;
      }
      case "ray.shutdown" -> null;
      case "ray.get_actor" -> actor(call, text(first), named);
      case "ray.kill" -> kill(first, line);
      default -> throw new ScriptRefused(line, path);
    };
  }

  private static ScriptExit exit(@Nullable Object status) {
    return switch (status) {
      case null -> new ScriptExit(0, "");
      case Long code -> new ScriptExit(code.intValue(), "");
      default -> new ScriptExit(1, text(status));
    };
  }

  private static List<Long> range(List<@Nullable Object> values, int line) throws ScriptRefused {
    double from = values.size() > 1 ? number(text(values.getFirst()), line) : 0;
    double to = number(text(values.isEmpty() ? null : values.get(values.size() > 1 ? 1 : 0)), line);
    return LongStream.range((long) from, (long) to).boxed().toList();
  }

  private PythonObject.Handle actor(
      Python.Call call, String name, Map<String, @Nullable Object> named)
      throws PythonError, InterruptedException {
    String namespace = named.get("namespace") instanceof String given ? given : driver.namespace();
    if (!driver.hasActor(name, namespace)) {
      throw RayErrors.actorNotFound(call, name);
    }
    return new PythonObject.Handle(name, namespace);
  }

  private @Nullable Object kill(@Nullable Object handle, int line) throws ScriptRefused {
    if (handle instanceof PythonObject.Handle(String actor, String namespace) && actor != null) {
      driver.kill(actor, namespace);
      return null;
    }
    throw new ScriptRefused(line, "ray.kill of something else than a named actor");
  }

  private static PythonObject.ActorClass withOptions(
      PythonObject.ActorClass type, Map<String, @Nullable Object> more, int line)
      throws ScriptRefused {
    for (String option : more.keySet()) {
      if (!ACTOR_OPTIONS.contains(option)) {
        throw new ScriptRefused(line, "the actor option " + option);
      }
    }
    Map<String, @Nullable Object> options = new LinkedHashMap<>(type.options());
    options.putAll(more);
    return new PythonObject.ActorClass(type.name(), options, true);
  }

  private PythonObject.Handle create(Python.Call call, PythonObject.ActorClass type)
      throws ScriptRefused, PythonError, InterruptedException {
    Map<String, @Nullable Object> options = type.options();
    String name = options.get("name") instanceof String given ? given : null;
    String namespace =
        options.get("namespace") instanceof String given ? given : driver.namespace();
    try {
      driver.create(
          ActorRequest.of(
                  name,
                  namespace,
                  type.name(),
                  resources(options, call.span().line()),
                  "detached".equals(options.get("lifetime")))
              .on(where(options, call.span().line())));
    } catch (NameTakenException e) {
      throw RayErrors.nameTaken(call, e.sentence());
    }
    return new PythonObject.Handle(name, namespace);
  }

  private PythonObject.Ref submit(PythonObject.Function function, int line)
      throws ScriptRefused, InterruptedException {
    driver.submit(
        TaskRequest.of(
                function.name(),
                resources(function.options(), line),
                function.returnedBytes() + ENVELOPE_BYTES)
            .on(where(function.options(), line)));
    return new PythonObject.Ref();
  }

  private static LabelSelector where(Map<String, @Nullable Object> options, int line)
      throws ScriptRefused {
    SortedMap<String, String> labels = new TreeMap<>();
    if (options.get("label_selector") instanceof Map<?, ?> given) {
      given.forEach((key, value) -> labels.put(text(key), text(value)));
    }
    LabelSelector where = new LabelSelector(labels);
    if (where.fault().isPresent()) {
      throw new ScriptRefused(line, "the label selector " + where.fault().get());
    }
    return where;
  }

  private static Map<String, Double> resources(Map<String, @Nullable Object> options, int line)
      throws ScriptRefused {
    Map<String, Double> resources = new TreeMap<>();
    Map<String, String> names = Map.of("num_cpus", "CPU", "num_gpus", "GPU", "memory", "memory");
    for (var entry : names.entrySet()) {
      if (options.get(entry.getKey()) != null) {
        resources.put(entry.getValue(), number(text(options.get(entry.getKey())), line));
      }
    }
    if (options.get("resources") instanceof Map<?, ?> custom) {
      for (var entry : custom.entrySet()) {
        resources.put(text(entry.getKey()), number(text(entry.getValue()), line));
      }
    }
    return resources;
  }

  private static double number(String text, int line) throws ScriptRefused {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new ScriptRefused(line, "`" + text + "` where a number is wanted");
    }
  }

  /// `str` of a value.
  static String text(@Nullable Object value) {
    return switch (value) {
      case null -> "None";
      case Boolean truth -> truth ? "True" : "False";
      case Double fraction -> PythonText.repr(fraction);
      default -> value.toString();
    };
  }

  static Object operate(Python.Binary binary, @Nullable Object left, @Nullable Object right)
      throws ScriptRefused {
    int line = binary.span().line();
    if (binary.operator().equals("+")
        && left instanceof String one
        && right instanceof String two) {
      return one + two;
    }
    if (binary.operator().equals("in") && right instanceof List<?> list) {
      return list.contains(left);
    }
    if (!(left instanceof Number one) || !(right instanceof Number two)) {
      throw new ScriptRefused(line, "`" + binary.operator() + "` between such values");
    }
    double a = one.doubleValue();
    double b = two.doubleValue();
    return switch (binary.operator()) {
      case "<" -> a < b;
      case ">" -> a > b;
      case "<=" -> a <= b;
      case ">=" -> a >= b;
      default ->
          arithmetic(binary.operator(), a, b, left instanceof Long && right instanceof Long, line);
    };
  }

  private static Object arithmetic(String operator, double a, double b, boolean isWhole, int line)
      throws ScriptRefused {
    double result =
        switch (operator) {
          case "+" -> a + b;
          case "-" -> a - b;
          case "*" -> a * b;
          case "//" -> Math.floor(a / b);
          case "%" -> a - b * Math.floor(a / b);
          case "/" -> a / b;
          default -> throw new ScriptRefused(line, "`" + operator + "`");
        };
    boolean staysWhole = isWhole && !operator.equals("/");
    return staysWhole ? (Object) (long) result : (Object) result;
  }
}
