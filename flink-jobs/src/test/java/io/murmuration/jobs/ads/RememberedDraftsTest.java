package io.murmuration.jobs.ads;

import static org.assertj.core.api.Assertions.assertThat;

import io.murmuration.event.Creative;
import io.murmuration.model.generate.ad.AdBrief;
import io.murmuration.model.generate.ad.AdWriter;
import io.murmuration.model.generate.ad.Placement;
import io.murmuration.model.inference.LocalMemory;
import io.murmuration.model.inference.ModelIdentity;
import io.murmuration.model.inference.SharedModels;
import io.murmuration.schemas.ModelAnswers;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(ShippedModelsHeld.class)
class RememberedDraftsTest {
  private static final AdModels MODELS = AdModels.shipped(InMemoryAds.MODELS, null);
  private static final ModelIdentity WRITER = new ModelIdentity("ad-writer", "1", "ab");

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

  @Test
  void tellsBriefsApartByAllThatIsInThem() throws Exception {
    List<AdBrief> briefs = new ArrayList<>();
    briefs.add(brief(-1));
    int components = AdBrief.class.getRecordComponents().length;
    for (int i = 0; i < components; i++) {
      briefs.add(brief(i));
    }
    RememberedDrafts drafts = new RememberedDrafts(null, "code");

    Set<List<Byte>> keys = new HashSet<>();
    for (AdBrief brief : briefs) {
      keys.add(boxed(drafts.key(WRITER, brief, 1, AdWriter.Style.DEFAULT)));
    }

    assertThat(keys).hasSize(components + 1);
  }

  /** One that differs in one component from that of -1. */
  private static AdBrief brief(int other) throws Exception {
    RecordComponent[] components = AdBrief.class.getRecordComponents();
    Class<?>[] types = new Class<?>[components.length];
    Object[] values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      types[i] = components[i].getType();
      boolean differs = i == other;
      if (types[i] == Placement.class) {
        values[i] = differs ? Placement.STORY : Placement.FEED;
      } else if (types[i] == List.class) {
        values[i] = differs ? List.of("a", "b") : List.of("ab");
      } else {
        values[i] = differs ? "other" : "text";
      }
    }
    return AdBrief.class.getDeclaredConstructor(types).newInstance(values);
  }

  private static List<Byte> boxed(byte[] bytes) {
    List<Byte> boxed = new ArrayList<>();
    for (byte each : bytes) {
      boxed.add(each);
    }
    return boxed;
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
            new RememberedDrafts(SharedModels.remember(memory), code),
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
