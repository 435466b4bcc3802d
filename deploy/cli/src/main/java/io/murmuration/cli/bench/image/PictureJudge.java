package io.murmuration.cli.bench.image;

import io.murmuration.cli.bench.Served;
import io.murmuration.model.djl.RowsLoader;
import io.murmuration.model.image.Picture;
import io.murmuration.model.inference.BatchLimits;
import io.murmuration.model.inference.ModelLease;
import io.murmuration.model.inference.ModelManifest;
import io.murmuration.model.inference.SharedModels;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Says which product class a picture shows: a small network that learnt from drawn pictures ({@code
 * model-udfs/training/image/judge.py}). For measuring alone.
 */
final class PictureJudge implements AutoCloseable {
  private static final int NUMBERS = 128 * 128 * 3;
  private static final BatchLimits LIMITS =
      new BatchLimits(8, Integer.MAX_VALUE, 1_024, 1, Duration.ZERO);

  private final ModelLease<float[], float[]> lease;
  private final List<String> classes;

  /**
   * @param folder the judge's
   * @param painter a folder of the image model, whose manifest names the classes
   */
  PictureJudge(Path folder, Path painter) {
    classes = ModelManifest.verify(painter).manifest().image().productClasses();
    lease =
        SharedModels.acquire(new RowsLoader(folder.toString(), NUMBERS, classes.size()), LIMITS);
  }

  /** 1 for each picture that shows its class, else 0. */
  double[] shows(List<Picture> pictures, List<String> productClasses) throws InterruptedException {
    double[] shown = new double[pictures.size()];
    for (int i = 0; i < shown.length; i++) {
      shown[i] = seen(pictures.get(i)).equals(productClasses.get(i)) ? 1 : 0;
    }
    return shown;
  }

  private String seen(Picture picture) throws InterruptedException {
    float[] row = new float[NUMBERS];
    for (int i = 0; i < NUMBERS; i++) {
      row[i] = (picture.rgb()[i] & 0xff) / 255f;
    }
    float[] said = Served.output(lease.submit(row), "a picture");
    int most =
        IntStream.range(0, said.length).reduce((a, b) -> said[a] >= said[b] ? a : b).orElseThrow();
    return classes.get(most);
  }

  @Override
  public void close() {
    lease.close();
  }
}
