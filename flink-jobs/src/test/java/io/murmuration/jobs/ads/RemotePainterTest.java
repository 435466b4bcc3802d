package io.murmuration.jobs.ads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.murmuration.event.Campaign;
import io.murmuration.event.Creative;
import io.murmuration.event.CreativeCheck;
import io.murmuration.event.CreativeRung;
import io.murmuration.event.ModelRef;
import io.murmuration.model.image.ImageBrief;
import io.murmuration.model.image.PicturePrompt;
import io.murmuration.model.inference.ComputeDevice;
import io.murmuration.model.inference.FatalInferenceException;
import io.murmuration.model.inference.InferenceOutcome;
import io.murmuration.model.inference.Urgency;
import io.murmuration.model.lifecycle.ModelRevision;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Creatives whose pictures a server draws, or doesn't. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class RemotePainterTest {
  @TempDir static Path folder;
  private PictureServer server;
  private ModelRevision painter;
  private AdStudio studio;

  @BeforeAll
  void open() throws Exception {
    server = new PictureServer();
    Path model = server.model(folder.resolve("elsewhere"), "7");
    painter = ModelRevision.in(model);
    AdModels models =
        AdModels.in(
            operator ->
                operator.equals(AdModels.PAINT)
                    ? model
                    : InMemoryAds.MODELS.resolve(AdModels.OF_THE_DAY.get(operator)),
            null,
            ComputeDevice.CPU);
    studio = new AdStudio(models, InMemoryAds.UNHURRIED, new ImageStore(null));
  }

  @AfterAll
  void close() {
    studio.close();
    server.close();
  }

  @BeforeEach
  void forget() {
    server.prompts.clear();
  }

  @Test
  void showsWhatAServerDrewAndNamesItWithItsPrompt() throws Exception {
    byte[] drawn = PictureServer.drawn(1_024, 768);
    Campaign campaign = campaign("#102030");
    server.draws(drawn);

    Creative made = make("drawn", campaign);

    assertThat(made.getRung()).isEqualTo(CreativeRung.full);
    assertThat(made.getImage().getBytes().array())
        .isEqualTo(studio.composedAgain(campaign, made, PictureServer.shown(drawn)).bytes());
    assertThat(made.getProvenance().getModels())
        .contains(new ModelRef("ad-image", "7", painter.sha256()));
    assertThat(made.getChecks())
        .filteredOn(check -> check.getName().equals("picture"))
        .extracting(CreativeCheck::getDetail)
        .singleElement()
        .asString()
        .startsWith("picture/1 " + PicturePrompt.standard().digest())
        .contains("no same bytes");
  }

  @Test
  void tellsTheServerWhatTheBriefSaysAndNothingThatAnybodyWrote() throws Exception {
    server.draws(PictureServer.drawn(256, 256));

    make("told", campaign("#203040"));

    assertThat(server.prompts)
        .singleElement()
        .asString()
        .contains("a cup of coffee", "Warm light", "#203040, #E0A458")
        .doesNotContainIgnoringCase("nessa")
        .doesNotContainIgnoringCase("harbour")
        .doesNotContainIgnoringCase("mornings")
        .doesNotContain("{", "}");
  }

  @Test
  void publishesWithoutAPictureWhereTheServerFails() throws Exception {
    server.fails(500);

    Creative made = make("failing", campaign("#304050"));

    assertTextOnly(made, "answers 500");
    assertThat(server.prompts).hasSize(3);
  }

  @Test
  void publishesWithoutAPictureThatIsNone() throws Exception {
    server.draws("<html>".getBytes(StandardCharsets.UTF_8));
    Creative words = make("words", campaign("#405060"));
    server.draws(Arrays.copyOf(PictureServer.drawn(256, 256), 60));
    Creative half = make("half", campaign("#506070"));
    server.draws(PictureServer.claiming(60_000));
    Creative enormous = make("enormous", campaign("#607080"));
    server.draws(PictureServer.blank());
    Creative blank = make("blank", campaign("#708090"));

    assertTextOnly(words, "no PNG, JPEG or WebP");
    assertTextOnly(half, "can't be decoded");
    assertTextOnly(enormous, "60000 x 60000 pixels");
    assertTextOnly(blank, "nothing is drawn");
  }

  @Test
  void keepsNobodyWaitingWhoseTimeIsUpAndFinishesWhatItBegan() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    ImageBrief brief = new ImageBrief("coffee", "warm", List.of("#8090A0"), 1);
    try (var lease = PainterVersions.on(ComputeDevice.CPU, painter, null).acquire(painter)) {
      server.draws(PictureServer.drawn(256, 256));
      server.holds(gate);
      var begun = lease.submit(brief, Urgency.ads(Duration.ofMinutes(1)));
      await().until(() -> server.prompts.size() == 1);

      var waiting = lease.submit(brief, Urgency.ads(Duration.ofMillis(1)));

      assertThat(waiting.get()).isInstanceOf(InferenceOutcome.Expired.class);
      gate.countDown();
      assertThat(begun.get()).isInstanceOf(InferenceOutcome.Done.class);
    } finally {
      gate.countDown();
    }
  }

  @Test
  void servesNoVersionThatCantDraw() throws Exception {
    PainterVersions versions = PainterVersions.on(ComputeDevice.CPU, painter, null);
    try (PictureServer other = new PictureServer()) {
      ModelRevision blind = ModelRevision.in(other.model(folder.resolve("blind"), "8"));
      ModelRevision away = ModelRevision.in(other.model(folder.resolve("away"), "9"));
      other.draws(PictureServer.blank());
      assertRefused(versions, blind, "PICTURE_BLANK");
      other.fails(503);
      assertRefused(versions, away, "it draws no picture now");
      other.fails(401);
      assertRefused(versions, away, "it wants a key");
    }
  }

  private static void assertRefused(PainterVersions versions, ModelRevision model, String why) {
    assertThatThrownBy(() -> versions.acquire(model))
        .isInstanceOf(FatalInferenceException.class)
        .hasMessageContaining(why);
  }

  private static void assertTextOnly(Creative made, String reason) {
    assertThat(made.getRung()).isEqualTo(CreativeRung.text_only);
    assertThat(made.getRungReason()).startsWith("the painter refused: ").contains(reason);
    assertThat(made.getHeadline()).isNotBlank();
    assertThat(made.getImage().getBytes().remaining()).isPositive();
    assertThat(made.getProvenance().getModels())
        .extracting(ModelRef::getName)
        .doesNotContain("ad-image");
  }

  /** Of another colour, for which nothing was drawn yet. */
  private static Campaign campaign(String colour) {
    return InMemoryAds.coffee().setPalette(List.of(colour, "#E0A458")).build();
  }

  private Creative make(String id, Campaign campaign) throws Exception {
    return studio
        .make(studio.won(campaign, InMemoryAds.call(id, "en", "coffee").build(), null))
        .get();
  }
}
