package dev.raydeck.desktop.words;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raydeck.model.LabelSelector;
import dev.raydeck.model.LabelSelector.LabelConstraint;
import dev.raydeck.model.LabelSelector.Operator;
import dev.raydeck.model.ResourceBundle;
import dev.raydeck.model.ResourceRequest;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {
  private final Figures english = new Figures(new Words(Language.ENGLISH), ZoneOffset.UTC);
  private final Figures chinese = new Figures(new Words(Language.CHINESE), ZoneOffset.UTC);

  @ParameterizedTest
  @CsvSource(
      useHeadersInDisplayName = true,
      textBlock =
          """
          SECONDS, ENGLISH,     CHINESE
          0,       0 s,         0 秒
          23,      23 s,        23 秒
          60,      1 min,       1 分
          204,     3 min 24 s,  3 分 24 秒
          25920,   7 h 12 min,  7 小时 12 分
          266400,  3 d 2 h,     3 d 2 h
          """)
  void saysDurationsInTwoUnits(long seconds, String inEnglish, String inChinese) {
    assertThat(english.duration(Duration.ofSeconds(seconds))).isEqualTo(inEnglish);
    if (seconds < 86_400) {
      assertThat(chinese.duration(Duration.ofSeconds(seconds))).isEqualTo(inChinese);
    }
  }

  @Test
  void writesTheLabelsARequestAsksFor() {
    ResourceBundle cpu = ResourceBundle.of("CPU", 1);
    LabelSelector best =
        new LabelSelector(
            List.of(
                new LabelConstraint("zone", Operator.NOT_IN, List.of("west")),
                new LabelConstraint("type", Operator.IN, List.of("a", "b"))));
    LabelSelector none = new LabelSelector(List.of());
    assertThat(Figures.shape(new ResourceRequest(cpu, List.of(best, none), null)))
        .isEqualTo("{CPU: 1} zone=!west, type=in(a, b)");
    assertThat(Figures.shape(new ResourceRequest(cpu, List.of(none), null))).isEqualTo("{CPU: 1}");
  }

  @Test
  void saysAgesUnderTenSecondsInTenths() {
    assertThat(english.age(Duration.ofMillis(430))).isEqualTo("0.4 s");
    assertThat(english.age(Duration.ofSeconds(18))).isEqualTo("18 s");
  }

  @Test
  void readsZeroOnlyWhenTheTimeHasCome() {
    assertThat(english.remaining(Duration.ofMillis(1))).isEqualTo("1 s");
    assertThat(english.remaining(Duration.ZERO)).isEqualTo("0 s");
  }

  @Test
  void comparesIdleTimesInSeconds() {
    assertThat(english.idle(Duration.ofSeconds(61))).isEqualTo("61 s");
    assertThat(english.idle(Duration.ofMinutes(10))).isEqualTo("10 min");
  }

  @ParameterizedTest
  @CsvSource({"536870912,512 MiB", "1649267441664,1.5 TiB", "0,0 B", "365072220160,340 GiB"})
  void saysBytesInThreeDigits(double bytes, String said) {
    assertThat(Figures.bytes(bytes)).isEqualTo(said);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"1|1", "0.5|0.5", "4104|4,104", "-3|−3"})
  void saysNumbersPlainly(double number, String said) {
    assertThat(Figures.number(number)).isEqualTo(said);
  }

  @Test
  void putsGpusFirstInAShape() {
    Map<String, Double> amounts = new LinkedHashMap<>();
    amounts.put("special", 1.0);
    amounts.put("memory", 1024.0 * 1024 * 1024);
    amounts.put("CPU", 96.0);
    amounts.put("GPU", 8.0);
    assertThat(Figures.shape(new ResourceBundle(amounts)))
        .isEqualTo("{GPU: 8, CPU: 96, memory: 1 GiB, special: 1}");
  }
}
