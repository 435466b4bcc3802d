package io.murmuration.jobs.ads;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.murmuration.jobs.ModelCopies;
import io.murmuration.model.inference.Claim;
import io.murmuration.model.inference.FatalInferenceException;
import io.murmuration.model.lifecycle.Versions;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which versions of the ads' models never serve. */
class AdVersionsTest {
  private static final AdModels SHIPPED =
      AdModels.shipped(Path.of(System.getProperty("murmuration.models")), null);

  @TempDir Path folder;

  @Test
  void refusesAModelOfClicksThatIsDamagedOrReadsOtherFeaturesOrGivesNoNumber() throws Exception {
    ModelCopies copies = new ModelCopies("ad-ctr/1.0.0", folder);

    assertRefused(SHIPPED.clicks(), copies.damaged("1.1.0", "model.onnx"), "model.onnx has sha256");
    assertRefused(SHIPPED.clicks(), copies.withoutItsLastFeature("1.1.1"), "this program computes");
    assertRefused(SHIPPED.clicks(), copies.givingNotANumber("1.1.2", "shift"), "NOT_FINITE");
  }

  @Test
  void refusesAWriterThatIsDamagedOrOfAnotherWidthOrGivesNoNumber() throws Exception {
    ModelCopies copies = new ModelCopies(AdModels.WRITER, folder);
    String weights = "model.safetensors";

    assertRefused(SHIPPED.writer(), copies.damaged("1.1.0", weights), weights + " has sha256");
    assertRefused(SHIPPED.writer(), copies.withWiderConfig("1.1.1"), "its configuration asks");
    assertRefused(SHIPPED.writer(), copies.endingInNoNumbers("1.1.2", weights), "NOT_FINITE");
  }

  @Test
  void refusesAPainterThatIsDamagedOrOfAnotherSizeOrGivesNoNumber() throws Exception {
    ModelCopies copies = new ModelCopies(AdModels.PAINTER, folder);
    String bias = "painter.fine_up.1.convs.1.bias";

    assertRefused(
        SHIPPED.painter(), copies.damaged("1.2.0", "model.onnx"), "model.onnx has sha256");
    assertRefused(SHIPPED.painter(), copies.paintingSmaller("1.2.1"), "invalid dimensions");
    assertRefused(SHIPPED.painter(), copies.givingNotANumber("1.2.2", bias), "NaN");
  }

  @Test
  void refusesAFolderThatHoldsAnotherModelByNow() throws Exception {
    ModelCopies copies = new ModelCopies("ad-ctr/1.0.0", folder);
    var asked = ModelCopies.revision(copies.whole("1.1.0"));
    var moved =
        new io.murmuration.model.lifecycle.ModelRevision(
            asked.name(), "1.2.0", asked.uri(), asked.sha256());

    assertThatThrownBy(() -> SHIPPED.clicks().acquire(moved))
        .isInstanceOf(FatalInferenceException.class)
        .hasMessageContaining("publish the command again");
  }

  private static <L extends Claim> void assertRefused(Versions<L> versions, Path copy, String why)
      throws Exception {
    var revision = ModelCopies.revision(copy);

    assertThatThrownBy(() -> versions.acquire(revision))
        .isInstanceOf(FatalInferenceException.class)
        .hasMessageContaining(why);
  }
}
