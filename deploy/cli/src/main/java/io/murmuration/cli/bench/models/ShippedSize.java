package io.murmuration.cli.bench.models;

import io.murmuration.cli.bench.Figure;
import io.murmuration.model.inference.FatalInferenceException;
import io.murmuration.model.inference.ModelManifest;
import java.nio.file.Path;
import java.util.List;

/** How large a model's files are: those of its manifest, so neither the card nor the manifest. */
public final class ShippedSize {
  private static final double BYTES_A_MEGABYTE = 1e6;

  private ShippedSize() {}

  public static Figure figure(String bench, String arm, Path model) {
    return Figure.ofRepeats(bench, arm, "size", "MB", List.of(megabytes(model)));
  }

  /**
   * @throws FatalInferenceException if a file is missing or damaged
   */
  public static double megabytes(Path model) {
    return ModelManifest.verify(model).manifest().files().stream()
            .mapToLong(ModelManifest.ModelFile::bytes)
            .sum()
        / BYTES_A_MEGABYTE;
  }
}
