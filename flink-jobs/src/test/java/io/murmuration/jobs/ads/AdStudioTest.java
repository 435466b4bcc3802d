package io.murmuration.jobs.ads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.murmuration.event.Campaign;
import io.murmuration.event.Creative;
import io.murmuration.event.CreativeRung;
import io.murmuration.event.ModelRef;
import io.murmuration.model.image.ComposedAd;
import io.murmuration.model.lifecycle.ModelRevision;
import io.murmuration.model.lifecycle.ModelStamp;
import io.murmuration.model.lifecycle.TrialOutcome;
import io.murmuration.schemas.ModelAnswers;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** What becomes of a creative whose models can't be loaded here. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(ShippedModelsHeld.class)
class AdStudioTest {
  private static final AdModels MODELS = AdModels.shipped(InMemoryAds.MODELS, null);

  private final Queue<TrialOutcome> trials = new ConcurrentLinkedQueue<>();
  private AdStudio studio;
  private AnswerTally answers = new AnswerTally();

  @BeforeAll
  void open() throws Exception {
    studio = new AdStudio(MODELS, InMemoryAds.UNHURRIED, new ImageStore(null));
  }

  @AfterAll
  void close() {
    studio.close();
  }

  @Test
  void fallsBackToTheTemplateWithoutItsWriter() throws Exception {
    Creative made = make("w", missing("ad-writer"), clicks(), painter());

    assertThat(made.getRung()).isEqualTo(CreativeRung.template);
    assertThat(made.getChecks())
        .anyMatch(check -> check.getDetail().contains("MODEL_UNAVAILABLE: ad-writer 9.9.9"));
    assertThat(names(made)).containsExactly("encoder", "ad-ctr");
    assertThat(trials).hasSize(3).allMatch(TrialOutcome::failed);
  }

  @Test
  void paintsNothingWithoutItsPainter() throws Exception {
    Creative made = make("p", writer(), clicks(), missing("ad-image"));

    assertThat(made.getRung()).isEqualTo(CreativeRung.text_only);
    assertThat(made.getRungReason()).contains("ad-image 9.9.9 can't be loaded", "roll it back");
    assertThat(names(made)).containsExactly("encoder", "ad-writer", "ad-ctr");
    assertThat(trials).singleElement().matches(TrialOutcome::failed);
  }

  @Test
  void expectsNoClicksWithoutItsModelOfThem() throws Exception {
    Creative made = make("c", writer(), missing("ad-ctr"), painter());

    assertThat(made.getRung()).isEqualTo(CreativeRung.full);
    assertThat(made.getPredictedCtr()).isZero();
    assertThat(made.getProvenance().getModels())
        .filteredOn(ref -> ref.getName().equals("ad-ctr"))
        .extracting(ModelRef::getVersion)
        .containsExactly("9.9.9");
  }

  /** The picture of a campaign is painted once; its words are written for each request. */
  @Test
  void saysWhatWasComputedForARequestAndWhatWasKnown() throws Exception {
    make("known", writer(), clicks(), painter());

    make("known", writer(), clicks(), painter());

    assertThat(ModelAnswers.read(answers.header()))
        .extracting(ModelAnswers::model, ModelAnswers::origin)
        .containsExactly(
            tuple("ad-ctr", "computed"),
            tuple("ad-image", "memory"),
            tuple("ad-writer", "computed"),
            tuple("encoder", "computed"));
    assertThat(ModelAnswers.read(answers.header()).get(2))
        .satisfies(written -> assertThat(written.attempts()).isEqualTo(written.answers()))
        .satisfies(written -> assertThat(written.answers()).isGreaterThanOrEqualTo(3));
  }

  @Test
  void withholdsATemplateThatSaysWhatAnotherAdvertiserShows() throws Exception {
    LiveCreative rival =
        LiveCreative.of(
            LiveCreativeTest.record(),
            LiveCreativeTest.creative(
                "Fielder",
                "Stone & Crumb",
                "Fielder by Stone & Crumb",
                "Ready in 4 minutes. Compostable pods."));

    Creative made = studio.make(outOfBudget(rival)).get();
    Creative alone = studio.make(outOfBudget()).get();

    assertThat(made.getCampaignId()).isEmpty();
    assertThat(made.getRungReason())
        .isEqualTo(
            CopyDesk.EVEN_THE_TEMPLATE_FAILS
                + "rivals: 1.00 like a live creative of Stone & Crumb");
    assertThat(alone.getRung()).isEqualTo(CreativeRung.template);
    assertThat(alone.getProduct()).isEqualTo("Nessa");
  }

  @Test
  void setsAnImageAgainAsItWasPublished() throws Exception {
    Creative made = studio.make(outOfBudget()).get();

    ComposedAd again = studio.composedAgain(InMemoryAds.coffee().build(), made, null);

    assertThat(again.bytes()).isEqualTo(made.getImage().getBytes().array());
  }

  private Briefed outOfBudget(LiveCreative... rivals) throws Exception {
    Placed won =
        studio
            .won(InMemoryAds.coffee().build(), InMemoryAds.call("b", "en", "coffee").build(), null)
            .inContext()
            .placed();
    Placed placed =
        new Placed(
            won.call(), won.campaign(), "given", null, CreativeRung.template, "no budget", 0);
    return new Briefed(InContext.without(placed, ""), rivals);
  }

  @Test
  void fallsBackToTheTemplateWhereNothingCanBeHeldToTheBrief() throws Exception {
    Creative made =
        make(
            InMemoryAds.coffee().setMustSay(List.of("")).build(),
            "b",
            writer(),
            clicks(),
            painter());

    assertThat(made.getRung()).isEqualTo(CreativeRung.template);
    assertThat(made.getChecks())
        .filteredOn(check -> check.getName().equals("draft.writer"))
        .hasSize(3)
        .allMatch(check -> check.getDetail().contains("BRIEF_UNWRITABLE"));
  }

  private Creative make(String id, ModelStamp writer, ModelStamp clicks, ModelStamp painter)
      throws Exception {
    return make(InMemoryAds.coffee().build(), id, writer, clicks, painter);
  }

  private Creative make(
      Campaign campaign, String id, ModelStamp writer, ModelStamp clicks, ModelStamp painter)
      throws Exception {
    trials.clear();
    Briefed won = studio.won(campaign, InMemoryAds.call(id, "en", "coffee").build(), null);
    answers = new AnswerTally();
    return studio
        .make(won.stamped(new AdStamps(writer, clicks, painter)), trials::add, answers)
        .get();
  }

  /** On trial, in a folder that there is not. */
  private static ModelStamp missing(String model) {
    return new ModelStamp(
        new ModelRevision(model, "9.9.9", "file:/nowhere/" + model, "00"), null, true, true);
  }

  private static ModelStamp writer() {
    return ModelStamp.asked(MODELS.writer().shipped());
  }

  private static ModelStamp clicks() {
    return ModelStamp.asked(MODELS.clicks().shipped());
  }

  private static ModelStamp painter() {
    return ModelStamp.asked(MODELS.painter().shipped());
  }

  private static List<String> names(Creative creative) {
    return creative.getProvenance().getModels().stream().map(ModelRef::getName).toList();
  }
}
