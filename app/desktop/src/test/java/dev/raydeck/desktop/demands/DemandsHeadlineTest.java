package dev.raydeck.desktop.demands;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raydeck.desktop.Frames;
import dev.raydeck.desktop.facts.ClusterFacts;
import dev.raydeck.desktop.words.Language;
import dev.raydeck.desktop.words.Words;
import dev.raydeck.model.AutoscalerOptions;
import dev.raydeck.model.ResourceBundle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DemandsHeadlineTest {
  private static String says(Frames frames, Language language) {
    return new DemandsHeadline(new Words(language)).of(ClusterFacts.of(frames.frame())).plain();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      useHeadersInDisplayName = true,
      textBlock =
          """
          mode | count | says
          Conservative | 3 | 3 workers are to come: 1 may be launched now, 2 in later turns.
          Conservative | 1 | Everything that waits is covered.
          Default | 3 | Everything that waits is covered.
          Default | 12 | 12 × {CPU: 1} wait for a limit.
          Default | 0 | Nothing waits.
          """)
  void saysHowManyMayComeNow(String mode, int count, String says) {
    Frames frames = Frames.guide().options(new AutoscalerOptions(null, mode, 60, null, null));
    if (count > 0) {
      frames.demand(ResourceBundle.of("CPU", 1), count);
    }
    assertThat(says(frames, Language.ENGLISH)).isEqualTo(says);
  }

  @ParameterizedTest
  @CsvSource({"3, 还有 3 个 worker 要加入：现在可启动 1 个，其余 2 个在之后的轮次启动。"})
  void saysItInChinese(int count, String says) {
    Frames frames =
        Frames.guide()
            .options(new AutoscalerOptions(null, "Conservative", 60, null, null))
            .demand(ResourceBundle.of("CPU", 1), count);
    assertThat(says(frames, Language.CHINESE)).isEqualTo(says);
  }
}
