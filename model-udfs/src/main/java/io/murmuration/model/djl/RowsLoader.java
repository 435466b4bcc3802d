package io.murmuration.model.djl;

import io.murmuration.model.inference.LoadedModel;
import io.murmuration.model.inference.ModelLoader;
import io.murmuration.model.inference.ModelManifest;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Loads any {@code model.onnx} from rows of numbers {@code [batch, features]} to probabilities
 * {@code [batch, outputs]}.
 */
public final class RowsLoader implements ModelLoader<float[], float[]> {
  private static final int SAME_BYTES_ROWS = 2;

  private final String directory;
  private final int features;
  private final int outputs;
  private final int leastRows;

  /**
   * @param directory as every task manager sees it
   */
  public RowsLoader(String directory, int features, int outputs) {
    this(directory, features, outputs, SAME_BYTES_ROWS);
  }

  private RowsLoader(String directory, int features, int outputs, int leastRows) {
    this.directory = directory;
    this.features = features;
    this.outputs = outputs;
    this.leastRows = leastRows;
  }

  /** A row alone is computed alone, and then has other last bits than in company. */
  public RowsLoader rowAtATime() {
    return new RowsLoader(directory, features, outputs, 1);
  }

  @Override
  public String key() {
    return "rows:" + Path.of(directory).toAbsolutePath().normalize() + ":" + leastRows;
  }

  @Override
  public LoadedModel<float[], float[], float[]> load() {
    Path folder = Path.of(directory);
    List<String> names = IntStream.range(0, features).mapToObj(Integer::toString).toList();
    return new LoadedModel<>(
        ModelManifest.identify(folder, List.of("model.onnx")),
        new FeatureRows(names),
        OnnxRows.load(
            folder, leastRows, features, outputs, Function.identity(), Function.identity()));
  }
}
