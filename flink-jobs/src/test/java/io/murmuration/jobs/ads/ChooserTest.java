package io.murmuration.jobs.ads;

import static org.assertj.core.api.Assertions.assertThat;

import io.murmuration.event.CreativeRung;
import io.murmuration.jobs.RawRecord;
import io.murmuration.model.generate.ad.AdCopy;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ShippedModelsHeld.class)
class ChooserTest {
  private static final AdModels MODELS = AdModels.shipped(InMemoryAds.MODELS, null);

  @Test
  void saysOfAVariantThatIsLikeABetterOneWhichAndHowMuch() throws Exception {
    Briefed briefed = briefed();
    List<Draft> drafts =
        List.of(
            draft(0, "Nessa for slow mornings"),
            draft(1, "Nessa for slow mornings"),
            draft(2, "Pods that go back to the earth"));
    try (Staff staff = new Staff(MODELS, null)) {
      Chooser.Choice choice =
          new Chooser()
              .choose(
                  staff.of(briefed, trial -> {}, new AnswerTally()),
                  briefed,
                  BriefTemplate.standard().brief(briefed),
                  drafts)
              .get();

      assertThat(choice.ordered()).hasSize(2);
      Draft left = choice.alike().get(0);
      assertThat(choice.alike()).hasSize(1);
      assertThat(left.variant()).isIn(Set.of(0, 1));
      assertThat(left.isKept()).isFalse();
      assertThat(left.verdicts().get(0).detail())
          .matches(
              "1.00 like variant %d, 'Nessa for slow mornings'; predicted_ctr 0\\.\\d{5}"
                  .formatted(2 - left.variant()));
    }
  }

  private static Draft draft(int variant, String headline) {
    return new Draft(variant, 0, new AdCopy(headline, headline + ".", "Go"), List.of());
  }

  private static Briefed briefed() {
    RawRecord record =
        new RawRecord(
            "ad-requests", 0, 0, InMemoryAds.NOW, null, null, new String[0], new byte[0][]);
    CampaignVersion campaign =
        new CampaignVersion(record, "coffee", InMemoryAds.coffee().build(), new float[0]);
    AdCall call = AdCall.of(record, InMemoryAds.call("r", "en", "coffee").build());
    return new Briefed(
        InContext.without(new Placed(call, campaign, "", null, CreativeRung.full, "", 0), ""),
        new LiveCreative[0]);
  }
}
