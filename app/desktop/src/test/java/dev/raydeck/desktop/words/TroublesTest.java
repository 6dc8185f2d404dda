package dev.raydeck.desktop.words;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raydeck.model.Health;
import dev.raydeck.model.Trouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TroublesTest {
  private static Health lost(Trouble trouble) {
    return new Health(Health.State.LOST, null, "in English words", null, trouble);
  }

  @ParameterizedTest
  @EnumSource(value = Trouble.Cause.class, names = "OTHER", mode = EnumSource.Mode.EXCLUDE)
  void everyCauseIsSaidInBothLanguages(Trouble.Cause cause) {
    Health health = lost(Trouble.of(cause, "raycluster-head-x", "CrashLoopBackOff"));
    String english = Troubles.say(new Words(Language.ENGLISH), health);
    String chinese = Troubles.say(new Words(Language.CHINESE), health);
    assertThat(english).isNotBlank().isNotEqualTo("in English words").isNotEqualTo(chinese);
    assertThat(
            chinese.codePoints().anyMatch(Character::isIdeographic)
                || cause == Trouble.Cause.HEAD_POD)
        .as(chinese)
        .isTrue();
  }

  @Test
  void whatSomebodyElseSaidStaysAsItCame() {
    Health refused = lost(Trouble.other("pods is forbidden"));
    assertThat(Troubles.say(new Words(Language.CHINESE), refused)).isEqualTo("pods is forbidden");
    Health plain = new Health(Health.State.LOST, null, "words alone", null);
    assertThat(Troubles.say(new Words(Language.CHINESE), plain)).isEqualTo("words alone");
  }
}
