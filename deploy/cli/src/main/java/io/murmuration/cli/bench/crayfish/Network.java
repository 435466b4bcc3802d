package io.murmuration.cli.bench.crayfish;

import io.murmuration.model.djl.RowsLoader;
import io.murmuration.model.generate.onnx.FeedForwardGraph;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The paper's small network: 784 inputs, three hidden layers of 32, ten outputs, 27,562 parameters.
 * Its time doesn't hang on its weights: they are drawn.
 *
 * @see <a href="https://openproceedings.org/2024/conf/edbt/paper-98.pdf">Crayfish, Horchidan et al.
 *     2024</a>
 */
final class Network {
  static final int INPUTS = 784;
  static final int OUTPUTS = 10;
  private static final int[] WIDTHS = {INPUTS, 32, 32, 32, OUTPUTS};

  private Network() {}

  /** Writes it into a folder of its own. */
  static RowsLoader write(Path folder) throws IOException {
    Files.createDirectories(folder);
    SplittableRandom random = new SplittableRandom(1);
    List<FeedForwardGraph.Layer> layers = new ArrayList<>();
    for (int i = 0; i + 1 < WIDTHS.length; i++) {
      int size = WIDTHS[i] * WIDTHS[i + 1];
      layers.add(
          new FeedForwardGraph.Layer(
              WIDTHS[i],
              WIDTHS[i + 1],
              drawn(random, size, 1 / Math.sqrt(WIDTHS[i])),
              drawn(random, WIDTHS[i + 1], 1)));
    }
    try (InputStream graph = FeedForwardGraph.write(layers)) {
      Files.copy(graph, folder.resolve("model.onnx"));
    }
    return new RowsLoader(folder.toString(), INPUTS, OUTPUTS);
  }

  private static float[] drawn(SplittableRandom random, int size, double scale) {
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) ((random.nextDouble() * 2 - 1) * scale);
    }
    return values;
  }
}
