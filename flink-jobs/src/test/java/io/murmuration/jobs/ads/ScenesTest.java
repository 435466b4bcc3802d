package io.murmuration.jobs.ads;

import static org.assertj.core.api.Assertions.assertThat;

import io.murmuration.jobs.RawRecord;
import io.murmuration.model.djl.PostEncoderLoader;
import io.murmuration.model.embed.PostEncoding;
import io.murmuration.model.inference.BatchLimits;
import io.murmuration.model.inference.InferenceOutcome;
import io.murmuration.model.inference.ModelLease;
import io.murmuration.model.inference.SharedModels;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** With the shipped encoder. */
class ScenesTest {
  private static final Path MODELS = Path.of(System.getProperty("murmuration.models"));

  private static ModelLease<String, PostEncoding> encoder;
  private static Scenes scenes;

  @BeforeAll
  static void open() throws Exception {
    String folder = MODELS.resolve(AdModels.OF_THE_DAY.get(AdModels.EMBED)).toString();
    encoder = SharedModels.acquire(new PostEncoderLoader(folder), BatchLimits.defaults());
    scenes = Scenes.read(encoder);
  }

  @AfterAll
  static void close() {
    encoder.close();
  }

  @Test
  void paintsWhatTheDescriptionNamesWhateverIsNearest() throws Exception {
    CampaignVersion chargers =
        campaign("Fast chargers for a day without the wall.", "cats, dogs and their food");

    assertThat(scenes.brief(chargers, "r").productClass()).isEqualTo("tech");
  }

  @Test
  void paintsWhatIsNearestWhereTheDescriptionNamesNothing() throws Exception {
    CampaignVersion unnamed = campaign("Evenings that wind down.", "cats, dogs and their food");

    assertThat(scenes.brief(unnamed, "r").productClass()).isEqualTo("pets");
  }

  /**
   * @param near the text whose vector is the product's
   */
  private static CampaignVersion campaign(String description, String near) throws Exception {
    RawRecord none = new RawRecord("", 0, 0, 0, null, null, new String[0], new byte[0][]);
    var read = (InferenceOutcome.Done<PostEncoding>) encoder.submit(near).get();
    return new CampaignVersion(
        none,
        "id",
        InMemoryAds.coffee().setDescription(description).build(),
        read.output().vector());
  }
}
