package dev.raydeck.desktop.words;

import dev.raydeck.model.LabelSelector;
import dev.raydeck.model.ResourceBundle;
import dev.raydeck.model.ResourceRequest;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Numbers with their units, as `design/visual.md` §6 asks: durations, ages, clock times, bytes,
/// shapes.
public final class Figures {
  private static final String[] BYTE_UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB"};
  private static final String MEMORY = "memory";
  private static final String OBJECT_STORE = "object_store_memory";
  private static final List<DecimalFormat> FORMATS =
      IntStream.rangeClosed(0, 4).mapToObj(Figures::format).toList();

  private final Words words;
  private final DateTimeFormatter clock;

  private final ZoneId zone;

  public Figures(Words words, ZoneId zone) {
    this.zone = zone;
    this.words = words;
    this.clock = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(zone);
  }

  /// The same in another language.
  public Figures speaking(Words other) {
    return new Figures(other, zone);
  }

  /// `23 s`, `3 min 24 s`, `7 h 12 min`, `3 d 2 h`: whole seconds, at most two units.
  public String duration(Duration duration) {
    long seconds = Math.max(0, duration.toSeconds());
    if (seconds < 60) {
      return words.say("unit.seconds", Long.toString(seconds));
    }
    if (seconds < 3_600) {
      return two("unit.minutes", seconds / 60, "unit.seconds", seconds % 60);
    }
    if (seconds < 86_400) {
      return two("unit.hours", seconds / 3_600, "unit.minutes", seconds % 3_600 / 60);
    }
    return two("unit.days", seconds / 86_400, "unit.hours", seconds % 86_400 / 3_600);
  }

  private String two(String bigUnit, long big, String smallUnit, long small) {
    String first = words.say(bigUnit, Long.toString(big));
    return small == 0 ? first : first + " " + words.say(smallUnit, Long.toString(small));
  }

  /// Idle times and timeouts: in seconds up to 100, so that `61 s of 60 s` compares at a glance.
  public String idle(Duration idle) {
    long seconds = Math.max(0, idle.toSeconds());
    return seconds <= 100
        ? words.say("unit.seconds", Long.toString(seconds))
        : duration(Duration.ofSeconds(seconds));
  }

  /// Time left, rounded up: it reads 0 only when the time has come.
  public String remaining(Duration left) {
    return duration(Duration.ofSeconds(ceilSeconds(left)));
  }

  public static long ceilSeconds(Duration left) {
    return Math.max(0, left.toSeconds() + (left.toNanosPart() > 0 ? 1 : 0));
  }

  /// `0.4 s` under ten seconds, else a duration: ages and hops.
  public String age(Duration age) {
    if (age.compareTo(Duration.ofSeconds(10)) < 0) {
      long tenths = Math.max(0, age.toMillis() / 100);
      return words.say("unit.seconds", tenths / 10 + "." + tenths % 10);
    }
    return duration(age);
  }

  public String clock(Instant at) {
    return clock.format(at);
  }

  /// `512 MiB`, `1.5 TiB`: three digits.
  public static String bytes(double bytes) {
    int unit = 0;
    double value = bytes;
    while (Math.abs(value) >= 1024 && unit < BYTE_UNITS.length - 1) {
      value /= 1024;
      unit++;
    }
    return number(value, value < 10 ? 2 : value < 100 ? 1 : 0) + " " + BYTE_UNITS[unit];
  }

  /// `1`, `0.5`, `4,104`.
  public static String number(double value) {
    return number(value, 4);
  }

  private static String number(double value, int decimals) {
    if (value == Math.rint(value) && value >= 0 && value < 1_000) {
      return Integer.toString((int) value);
    }
    DecimalFormat format = FORMATS.get(decimals);
    synchronized (format) {
      return format.format(value).replace('-', '−');
    }
  }

  private static DecimalFormat format(int decimals) {
    return new DecimalFormat(
        decimals == 0 ? "#,##0" : "#,##0." + "#".repeat(decimals),
        DecimalFormatSymbols.getInstance(Locale.ROOT));
  }

  /// The amount of one resource, bytes as bytes.
  public static String amount(String resource, double value) {
    return resource.equals(MEMORY) || resource.equals(OBJECT_STORE) ? bytes(value) : number(value);
  }

  /// A request as Ray writes it: `{GPU: 8, CPU: 96}`.
  public static String shape(ResourceBundle bundle) {
    return ordered(bundle).stream()
        .map(entry -> entry.getKey() + ": " + amount(entry.getKey(), entry.getValue()))
        .collect(Collectors.joining(", ", "{", "}"));
  }

  /// The same with the labels it asks of its node: `{CPU: 1} zone=!west`; alternatives by `|`.
  public static String shape(ResourceRequest request) {
    String labels =
        request.labelSelectors().stream()
            .map(selector ->
                selector.constraints().stream()
                    .map(Figures::label)
                    .collect(Collectors.joining(", ")))
            .filter(text -> !text.isEmpty())
            .collect(Collectors.joining(" | "));
    return labels.isEmpty() ? shape(request.bundle()) : shape(request.bundle()) + " " + labels;
  }

  private static String label(LabelSelector.LabelConstraint label) {
    List<String> values = label.values();
    String value = values.size() == 1 ? values.getFirst() : "in(" + String.join(", ", values) + ")";
    boolean isNot = label.operator() == LabelSelector.Operator.NOT_IN;
    return label.key() + "=" + (isNot ? "!" : "") + value;
  }

  /// What a worker offers: `4 GPU · 48 CPU · 340 GiB`.
  public static String offer(ResourceBundle bundle) {
    List<String> parts = new ArrayList<>();
    for (Map.Entry<String, Double> entry : ordered(bundle)) {
      String key = entry.getKey();
      if (key.equals(MEMORY)) {
        parts.add(bytes(entry.getValue()));
      } else if (!isInternal(key)) {
        parts.add(number(entry.getValue()) + " " + key);
      }
    }
    return String.join(" · ", parts);
  }

  /// What is missing: `1 CPU`, `512 GiB memory`.
  public static String missing(ResourceBundle bundle) {
    return ordered(bundle).stream()
        .map(entry -> amount(entry.getKey(), entry.getValue()) + " " + entry.getKey())
        .collect(Collectors.joining(", "));
  }

  /// GPU and TPU first, then CPU, memory, and the rest by name.
  public static List<Map.Entry<String, Double>> ordered(ResourceBundle bundle) {
    return bundle.amounts().entrySet().stream()
        .sorted(
            Comparator.<Map.Entry<String, Double>>comparingInt(entry -> rank(entry.getKey()))
                .thenComparing(Map.Entry::getKey))
        .toList();
  }

  /// Resources Ray adds to every node for itself.
  public static boolean isInternal(String resource) {
    return resource.equals(OBJECT_STORE)
        || resource.startsWith("node:")
        || resource.startsWith("accelerator_type:");
  }

  private static int rank(String resource) {
    return switch (resource) {
      case "GPU", "TPU" -> 0;
      case "CPU" -> 1;
      case MEMORY -> 2;
      default -> 3;
    };
  }

  /// The zone clocks are told in.
  public ZoneId zone() {
    return zone;
  }
}
