package dev.raydeck.desktop.actors;

import dev.raydeck.cluster.session.LaunchRequest;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the launch form. Each field has its own message key when it is wrong; with none there is a
/// request. Names of living actors are passed over: `{n}` counts from the first run that is free.
final class LaunchModel {
  static final int MOST_ACTORS = 1_000;
  private static final Pattern MEMORY =
      Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*(b|k|ki|kib|m|mi|mib|g|gi|gib|t|ti|tib)?");
  private static final Pattern RESOURCE = Pattern.compile("([^\\s=:,]+)\\s*[=:]\\s*(\\S+)");
  private static final double MOST_AMOUNT = 1e9;

  /// The form as typed. `resources` is `name=amount`, separated by commas, `labels` as [LabelField]
  /// reads it.
  record Form(
      String name,
      String namespace,
      String count,
      String cpus,
      String gpus,
      String memory,
      String resources,
      String labels,
      boolean isDetached) {}

  /// Message keys by field, empty when all is well, and the request then.
  record Reading(Map<String, String> problems, Optional<LaunchRequest> request) {}

  private LaunchModel() {}

  /// `isTaken` says whether an actor of that name lives in the form's namespace.
  static Reading read(Form form, Predicate<String> isTaken) {
    Map<String, String> problems = new LinkedHashMap<>();
    if (form.name().isBlank()) {
      problems.put("name", "launch.wrong.name");
    }
    if (form.namespace().isBlank()) {
      problems.put("namespace", "launch.wrong.namespace");
    }
    int count = (int) number(form.count(), 1, MOST_ACTORS, true, "count", problems);
    double cpus = number(form.cpus(), 0, MOST_AMOUNT, false, "cpus", problems);
    double gpus = number(form.gpus(), 0, MOST_AMOUNT, false, "gpus", problems);
    if (gpus > 1 && gpus != Math.rint(gpus)) {
      problems.put("gpus", "launch.wrong.wholeGpus");
    }
    long memory = memory(form.memory(), problems);
    Map<String, Double> resources = resources(form.resources(), problems);
    Optional<Map<String, String>> labels = LabelField.read(form.labels());
    if (labels.isEmpty()) {
      problems.put("labels", "launch.wrong.labels");
    }
    String name = form.name().strip();
    boolean isNumbered = LaunchRequest.isNumbered(name, count);
    if (!isNumbered && isTaken.test(name)) {
      problems.put("name", "launch.wrong.taken");
    }
    if (!problems.isEmpty()) {
      return new Reading(problems, Optional.empty());
    }
    return new Reading(
        problems,
        Optional.of(
            new LaunchRequest(
                name,
                isNumbered ? firstFree(name, count, isTaken) : 1,
                form.namespace().strip(),
                count,
                cpus,
                gpus,
                memory,
                resources,
                labels.orElseThrow(),
                form.isDetached())));
  }

  /// The lowest number from which `count` names in a row are free.
  private static int firstFree(String name, int count, Predicate<String> isTaken) {
    int first = 1;
    for (int n = 1; n < first + count; n++) {
      if (isTaken.test(LaunchRequest.names(name, n, 1, true).getFirst())) {
        first = n + 1;
      }
    }
    return first;
  }

  private static double number(
      String text,
      double least,
      double most,
      boolean isWhole,
      String field,
      Map<String, String> problems) {
    double value;
    try {
      value = text.isBlank() ? 0 : Double.parseDouble(text.strip());
    } catch (NumberFormatException e) {
      problems.put(field, "launch.wrong." + field);
      return 0;
    }
    boolean isWrong = !(value >= least && value <= most) || (isWhole && value != Math.rint(value));
    if (isWrong) {
      problems.put(field, "launch.wrong." + field);
    }
    return value;
  }

  private static long memory(String text, Map<String, String> problems) {
    if (text.isBlank()) {
      return 0;
    }
    Matcher matcher = MEMORY.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      problems.put("memory", "launch.wrong.memory");
      return 0;
    }
    String unit = matcher.group(2) == null ? "b" : matcher.group(2).substring(0, 1);
    double bytes = Double.parseDouble(matcher.group(1)) * Math.pow(1024, "bkmgt".indexOf(unit));
    if (bytes > Long.MAX_VALUE / 2.0) {
      problems.put("memory", "launch.wrong.memory");
      return 0;
    }
    return (long) bytes;
  }

  private static Map<String, Double> resources(String text, Map<String, String> problems) {
    Map<String, Double> resources = new LinkedHashMap<>();
    for (String part : text.split(",", -1)) {
      if (part.isBlank()) {
        continue;
      }
      Matcher matcher = RESOURCE.matcher(part.strip());
      if (!matcher.matches()) {
        problems.put("resources", "launch.wrong.resources");
        return Map.of();
      }
      double amount = number(matcher.group(2), 0.0001, MOST_AMOUNT, false, "resources", problems);
      resources.put(matcher.group(1), amount);
    }
    return resources;
  }
}
