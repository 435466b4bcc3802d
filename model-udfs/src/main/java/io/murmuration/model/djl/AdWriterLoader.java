package io.murmuration.model.djl;

import io.murmuration.model.generate.ContinuousBatch;
import io.murmuration.model.generate.GenerationLimits;
import io.murmuration.model.generate.LoadedDecoder;
import io.murmuration.model.generate.ad.AdWriter;
import io.murmuration.model.inference.DeviceThread;
import io.murmuration.model.inference.FatalInferenceException;
import io.murmuration.model.inference.ModelManifest;
import java.nio.file.Path;

/**
 * Loads the ad writer from its folder.
 *
 * @param threads that one call of the network uses
 */
public record AdWriterLoader(Path folder, int threads, GenerationLimits limits) {
  private static final String WORDS = "words.txt";

  /** One thread a call: the writer shares its cores with the rest of the job. */
  public static AdWriterLoader of(Path folder) {
    return new AdWriterLoader(folder, 1, GenerationLimits.defaults());
  }

  /**
   * Checks the files against the manifest's digests; slow.
   *
   * @throws FatalInferenceException if the model is missing, damaged or of another kind
   */
  public AdWriter load() {
    ModelManifest.Verified verified = ModelManifest.verify(folder);
    LoadedDecoder decoder = new DecoderLoader(threads).huggingFace(verified.directory());
    ContinuousBatch batch =
        new ContinuousBatch(
            decoder.step(), limits, DeviceThread.daemon("model-" + verified.identity().name()));
    return new AdWriter(
        verified.identity(), decoder.tokenizer(), batch, verified.directory().resolve(WORDS));
  }
}
