package dev.raydeck.desktop.palette;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaletteModelTest {
  private final PaletteModel model =
      new PaletteModel(
          List.of(
              command("Go to Overview", null),
              command("Go to Nodes", null),
              command("Why is f8w2k still here?", null),
              command("One turn of the autoscaler", "nothing drives from here"),
              command("Go to Autoscaler", null)));

  private static Command command(String title, @Nullable String whyNot) {
    return Command.of("", title, "gpu-a100", "", whyNot, () -> {});
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          typed | found
          '' | Go to Overview;Go to Nodes;Why is f8w2k still here?;Go to Autoscaler;One turn of the autoscaler
          node | Go to Nodes
          go auto | Go to Autoscaler
          AUTO | Go to Autoscaler;One turn of the autoscaler
          f8w | Why is f8w2k still here?
          why a100 | Why is f8w2k still here?
          nothing like it |
          """)
  void putsTheBestFitFirstAndWhatCanNotBeDoneLast(String typed, String found) {
    assertFinds(model, typed, found);
  }

  private static void assertFinds(PaletteModel in, String typed, @Nullable String found) {
    assertThat(in.fitting(typed).stream().map(Command::title).toList())
        .isEqualTo(found == null ? List.of() : List.of(found.split(";", -1)));
  }

  /// Commands shown in another language are found by their English words too, also among words of
  /// that language; what is shown in English is found by nothing else than before.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          typed | found
          dark | 主题：深色
          DARK | 主题：深色
          深色 | 主题：深色
          主题 dark | 主题：深色
          theme | 主题：深色;主题：浅色
          nodes | 前往节点
          zhuti |
          """)
  void findsEnglishWordsOfWhatIsShownInChinese(String typed, String found) {
    PaletteModel chinese =
        new PaletteModel(
            List.of(
                command("前往节点", null).foundAs(command("Go to Nodes", null)),
                command("主题：深色", null).foundAs(command("Theme: dark", null)),
                command("主题：浅色", null).foundAs(command("Theme: light", null))));
    assertFinds(chinese, typed, found);
  }
}
