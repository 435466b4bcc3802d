package io.murmuration.model.generate.ad;

import io.murmuration.model.inference.FatalInferenceException;
import io.murmuration.model.inference.RejectedInputException;
import java.util.List;
import java.util.concurrent.ExecutionException;

/** Two briefs, one a language: a copy for each, and the same again. */
public final class WriterSmokeTest {
  private static final long SEED = 7;

  private static final AdBrief ENGLISH =
      brief("en", "Nessa green tea", "Harbour & Co", "20 cups a tin");
  private static final AdBrief FRENCH =
      brief("fr", "Épi doré", "Atelier Noé", "cuit sur place chaque matin");

  private WriterSmokeTest() {}

  /**
   * @throws FatalInferenceException saying in one line what the writer did wrong
   */
  public static void check(AdWriter writer) {
    for (AdBrief brief : List.of(ENGLISH, FRENCH)) {
      if (!copy(writer, brief).equals(copy(writer, brief))) {
        throw new FatalInferenceException("it writes another copy to one brief the second time");
      }
    }
  }

  private static AdCopy copy(AdWriter writer, AdBrief brief) {
    try {
      return writer.write(brief, SEED, AdWriter.Style.DEFAULT).get();
    } catch (RejectedInputException e) {
      throw refused(e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RejectedInputException refusal) {
        throw refused(refusal);
      }
      throw new FatalInferenceException(
          "it fails in its smoke test: " + e.getCause().getMessage(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FatalInferenceException("its smoke test was interrupted", e);
    }
  }

  private static FatalInferenceException refused(RejectedInputException e) {
    return new FatalInferenceException(
        "it refuses a brief of its smoke test: %s: %s".formatted(e.kind(), e.getMessage()), e);
  }

  private static AdBrief brief(String language, String product, String advertiser, String claim) {
    return new AdBrief(
        language,
        Placement.FEED,
        "warm",
        product,
        advertiser,
        "",
        List.of(claim),
        List.of(),
        List.of(),
        "",
        List.of(),
        List.of());
  }
}
