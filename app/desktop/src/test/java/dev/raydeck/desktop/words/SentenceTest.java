package dev.raydeck.desktop.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SentenceTest {
  @Test
  void inksNamesAndStrongParts() {
    Sentence sentence = Sentence.of(Mark.strongParts("[[Remove]] ") + Mark.name("d2mfr") + ".");
    assertThat(sentence.spans())
        .isEqualTo(
            List.of(
                new Sentence.Span("Remove", Sentence.Ink.STRONG),
                new Sentence.Span(" ", Sentence.Ink.PLAIN),
                new Sentence.Span("d2mfr", Sentence.Ink.NAME),
                new Sentence.Span(".", Sentence.Ink.PLAIN)));
  }

  @Test
  void returnsToTheOuterInk() {
    Sentence sentence =
        Sentence.of(Mark.strongParts("[[a ") + Mark.name("b") + Mark.strongParts(" c]]"));
    assertThat(sentence.spans())
        .extracting(Sentence.Span::ink)
        .containsExactly(Sentence.Ink.STRONG, Sentence.Ink.NAME, Sentence.Ink.STRONG);
  }

  @Test
  void partsChineseFromTheLatinBesideIt() {
    Sentence sentence = Sentence.of(Mark.name("gnwng") + " 将在 53 秒后移除，除非");
    assertThat(sentence.byScript())
        .extracting(Sentence.Span::text)
        .containsExactly("gnwng", " ", "将在", " 53 ", "秒后移除，除非");
    assertThat(sentence.byScript())
        .extracting(Sentence.Span::isChinese)
        .containsExactly(false, false, true, false, true);
    assertThat(Sentence.of("stays").byScript()).isEqualTo(Sentence.of("stays").spans());
  }

  @Test
  void doesNotLetANameCarryMarks() {
    assertThat(Sentence.of(Mark.name("a\uE001b\uE00Fc")).spans())
        .isEqualTo(List.of(new Sentence.Span("abc", Sentence.Ink.NAME)));
  }
}
