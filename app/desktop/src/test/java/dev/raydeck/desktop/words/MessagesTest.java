package dev.raydeck.desktop.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Keeps both languages complete, equal in their arguments, and free of what nobody says.
class MessagesTest {
  private static final Pattern ARGUMENT = Pattern.compile("\\{(\\d)");
  private static final Pattern SAID =
      Pattern.compile("(?:say|plain|sentence|prose)\\(\\s*\"([a-z][\\w.]*[\\w])\"");
  private static final Pattern IN_LAYOUT = Pattern.compile("\"%([\\w.]+)\"");

  private final ResourceBundle english = new Words(Language.ENGLISH).bundle();
  private final ResourceBundle chinese = new Words(Language.CHINESE).bundle();

  @Test
  void bothLanguagesHaveTheSameKeys() {
    assertThat(chinese.keySet()).containsExactlyInAnyOrderElementsOf(english.keySet());
    assertThat(chinese.getString("place.overview")).isEqualTo("概览");
  }

  @Test
  void bothLanguagesTakeTheSameArguments() {
    for (String key : english.keySet()) {
      assertThat(arguments(chinese.getString(key)))
          .as(key)
          .isEqualTo(arguments(english.getString(key)));
    }
  }

  private static Set<String> arguments(String message) {
    Matcher matcher = ARGUMENT.matcher(message);
    Set<String> found = new TreeSet<>();
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
    return found;
  }

  @Test
  void noMessageHasAnApostropheThatFormatsWouldEat() {
    assertThat(english.keySet()).noneMatch(key -> english.getString(key).contains("'"));
    assertThat(chinese.keySet()).noneMatch(key -> chinese.getString(key).contains("'"));
  }

  @Test
  void everyMessageIsSaidSomewhere() throws IOException {
    String code = sources(".java");
    Set<String> layoutKeys = matches(IN_LAYOUT, sources(".fxml"));
    Set<String> unused =
        english.keySet().stream()
            .filter(key -> !layoutKeys.contains(key))
            .filter(key -> !code.contains('"' + key + '"'))
            .filter(key -> !isMadeFromPrefix(key, code))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(unused).isEmpty();
  }

  private static boolean isMadeFromPrefix(String key, String code) {
    int dot = key.lastIndexOf('.');
    return dot > 0 && code.contains('"' + key.substring(0, dot + 1) + '"');
  }

  @Test
  void everythingSaidHasAMessage() throws IOException {
    Set<String> said = new HashSet<>(matches(SAID, sources(".java")));
    said.addAll(matches(IN_LAYOUT, sources(".fxml")));
    said.removeAll(english.keySet());
    assertThat(said).isEmpty();
  }

  @Test
  void everyMessageFormatsWithNumbersAndNames() {
    for (Language language : Language.values()) {
      Words words = new Words(language);
      for (String key : english.keySet()) {
        Object[] numbers = {3, 1, 2, 4};
        assertThat(words.plain(key, numbers)).as(key).doesNotContain("{0}", "[[", "]]");
      }
    }
  }

  private static Set<String> matches(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    Set<String> found = new TreeSet<>();
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
    return found;
  }

  private static String sources(String ending) throws IOException {
    Path root = Path.of(System.getProperty("raydeck.root", "../.."));
    List<Path> roots =
        Arrays.asList(
            root.resolve("app/desktop/src/main/java/dev/raydeck/desktop"),
            root.resolve("resources/dev"));
    StringBuilder all = new StringBuilder();
    for (Path one : roots) {
      try (Stream<Path> files = Files.walk(one)) {
        for (Path file : files.filter(path -> path.toString().endsWith(ending)).toList()) {
          all.append(Files.readString(file));
        }
      }
    }
    return all.toString();
  }
}
