package io.murmuration.jobs.rank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.murmuration.jobs.ModelCopies;
import io.murmuration.model.inference.FatalInferenceException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which versions of the ranker never serve. */
class RankerVersionsTest {
  @TempDir Path folder;

  @Test
  void refusesOneThatIsDamagedOrReadsOtherFeaturesOrGivesNoNumber() throws Exception {
    ModelCopies copies = new ModelCopies(RankTimelinesJob.RANKER, folder);

    assertRefused(copies.damaged("1.1.0", "model.onnx"), "model.onnx has sha256");
    assertRefused(copies.withoutItsLastFeature("1.1.1"), "this program computes");
    assertRefused(copies.givingNotANumber("1.1.2", "shift"), "NOT_FINITE");
  }

  @Test
  void takesACopyUnderAnotherVersion() throws Exception {
    Path copy = new ModelCopies(RankTimelinesJob.RANKER, folder).whole("1.1.0");

    try (var loaded = RankTimelinesJob.load(ModelCopies.revision(copy)).load()) {
      assertThat(loaded.identity().version()).isEqualTo("1.1.0");
    }
  }

  private static void assertRefused(Path copy, String why) throws Exception {
    var loader = RankTimelinesJob.load(ModelCopies.revision(copy));

    assertThatThrownBy(loader::load)
        .isInstanceOf(FatalInferenceException.class)
        .hasMessageContaining(why);
  }
}
