package dev.raydeck.desktop.words;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raydeck.desktop.Frames;
import dev.raydeck.desktop.ObjectScene;
import dev.raydeck.desktop.facts.ClusterFacts;
import dev.raydeck.desktop.facts.NodeFacts;
import dev.raydeck.model.Health;
import dev.raydeck.model.RayNode;
import dev.raydeck.model.RayObjects;
import dev.raydeck.model.RayState;
import dev.raydeck.model.Trouble;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What is said of a worker that stays for its object store, by what Ray told of who holds it.
class HoldersTest {
  private static final RayObjects TOLD = ObjectScene.told(ObjectScene.recorded(ObjectScene.NODE));

  private final Words words = new Words(Language.ENGLISH);
  private final Holders holders = new Holders(words);

  private static NodeFacts worker(@Nullable RayObjects told) {
    return ClusterFacts.of(ObjectScene.frame(told)).workers().getFirst();
  }

  private static String answer(Words words, @Nullable RayObjects told) {
    Figures figures = new Figures(words, ZoneOffset.UTC);
    Answers answers = new Answers(words, figures, new Reasons(words, figures));
    return answers.answer(Objects.requireNonNull(worker(told).verdict()), ObjectScene.END).plain();
  }

  private List<String> notes(@Nullable RayObjects told) {
    RayState ray = Objects.requireNonNull(ClusterFacts.of(ObjectScene.frame(told)).ray());
    RayNode node = Objects.requireNonNull(worker(told).ray());
    return holders.notes(told, node, ray.holdingsOn(node));
  }

  @Test
  void namesTheBiggestHolder() {
    assertThat(answer(words, TOLD))
        .isEqualTo(
            "f8w2k stays because the driver of job 06000000 holds an object (19.1 MiB)"
                + " in its object store, and 2 other processes hold more.");
    assertThat(answer(new Words(Language.CHINESE), TOLD))
        .isEqualTo("f8w2k 没有被移除，因为 作业 06000000 的 driver 在它的对象存储中持有 1 个对象（19.1 MiB），另有 2 个进程也持有对象。");
    assertThat(notes(TOLD)).isEmpty();
  }

  @Test
  void saysWhereRayDoesNotTellTheNode() {
    RayObjects unplaced = ObjectScene.told(ObjectScene.recorded(null));
    assertThat(answer(words, unplaced))
        .isEqualTo(
            "f8w2k stays because of objects in its object store. It may be the driver of job 06000000"
                + " or one of 2 other processes that holds them: Ray does not say on which node a"
                + " copy lies.");
    assertThat(notes(unplaced))
        .containsExactly("Ray does not say on which node a copy lies; these may lie here.");
  }

  @Test
  void keepsToRaysWordsWhereNobodyIsKnown() {
    String plain =
        "f8w2k stays because it is busy: Resource: object_store_memory currently in use.";
    RayObjects lost =
        RayObjects.unknown(
            Frames.NOW, new Health(Health.State.LOST, Frames.NOW, "no answer in time", null));
    RayObjects refused =
        RayObjects.unknown(
            Frames.NOW, new Health(Health.State.FORBIDDEN, Frames.NOW, "Unauthorized", null));
    assertThat(answer(words, null)).isEqualTo(plain);
    assertThat(answer(words, lost)).isEqualTo(plain);
    assertThat(notes(null)).containsExactly("Ray is being asked who holds the objects.");
    assertThat(notes(lost))
        .containsExactly("Who holds the objects is not known: no answer in time");
    assertThat(notes(refused))
        .containsExactly(
            "Who holds the objects is not known: the dashboard refuses to tell. Unauthorized");
    assertThat(notes(ObjectScene.told(List.of())))
        .containsExactly(
            "25.3 MiB in its object store, but Ray lists no process that references an object made"
                + " here.");
  }

  @Test
  void wordsWhyNobodyIsKnownInTheWindowsLanguage() {
    Trouble silent = Trouble.of(Trouble.Cause.DASHBOARD_SILENT, "Connection reset");
    Health health = new Health(Health.State.LOST, Frames.NOW, "in English", null, silent);
    RayObjects lost = RayObjects.unknown(Frames.NOW, health);
    assertThat(notes(lost))
        .containsExactly(
            "Who holds the objects is not known: the dashboard does not answer: Connection reset");
    RayNode node = Objects.requireNonNull(worker(lost).ray());
    assertThat(new Holders(new Words(Language.CHINESE)).notes(lost, node, List.of()))
        .containsExactly("不知道谁持有这些对象：仪表盘没有应答：Connection reset");
  }

  @Test
  void saysThatSomeMayBeMissing() {
    RayObjects part =
        new RayObjects(TOLD.readAt(), TOLD.health(), TOLD.objects(), true, "1 node is silent");
    assertThat(notes(part))
        .containsExactly(
            "Ray lists 10,000 references at once, and there are more: some holders may be missing.",
            "Not every node answered Ray: 1 node is silent");
  }
}
