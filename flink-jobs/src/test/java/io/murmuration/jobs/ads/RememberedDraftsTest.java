package io.murmuration.jobs.ads;

import static org.assertj.core.api.Assertions.assertThat;

import io.murmuration.event.Creative;
import io.murmuration.model.inference.LocalMemory;
import io.murmuration.schemas.ModelAnswers;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(ShippedModelsHeld.class)
class RememberedDraftsTest {
  private static final AdModels MODELS = AdModels.shipped(InMemoryAds.MODELS, null);

  @TempDir Path folder;

  @Test
  void makesTheSameCreativeAgainAndWritesNothing() throws Exception {
    AnswerTally first = new AnswerTally();
    AnswerTally again = new AnswerTally();
    Creative written = make("code", first);

    Creative remembered = make("code", again);

    assertThat(remembered).isEqualTo(written);
    assertThat(written(first).origin()).isEqualTo("computed");
    assertThat(written(again).origin()).isEqualTo("disk");
    assertThat(written(again).attempts()).isZero();
  }

  @Test
  void writesAnewWhatOtherCodeWrote() throws Exception {
    AnswerTally again = new AnswerTally();
    make("code", new AnswerTally());

    make("other code", again);

    assertThat(written(again).origin()).isEqualTo("computed");
  }

  private Creative make(String code, AnswerTally answers) throws Exception {
    LocalMemory memory =
        new LocalMemory(folder.toString(), 1 << 20, Duration.ofDays(1), Duration.ofMinutes(1));
    try (AdStudio studio =
        new AdStudio(
            MODELS,
            BriefTemplate.standard(),
            InMemoryAds.UNHURRIED,
            new ImageStore(null),
            RememberedDrafts.of(memory, code),
            null)) {
      Briefed won =
          studio.won(
              InMemoryAds.coffee().build(), InMemoryAds.call("r", "en", "coffee").build(), null);
      return studio.make(won, trial -> {}, answers).get();
    }
  }

  private static ModelAnswers written(AnswerTally answers) {
    return ModelAnswers.read(answers.header()).stream()
        .filter(each -> each.model().equals("ad-writer"))
        .findFirst()
        .orElseThrow();
  }
}
