package io.murmuration.model.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.murmuration.model.generate.onnx.FeedForwardGraph;
import io.murmuration.model.generate.onnx.FeedForwardGraph.Layer;
import io.murmuration.model.inference.LoadedModel;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowsLoaderTest {
  @TempDir Path folder;

  @BeforeEach
  void writeANetwork() throws Exception {
    // Hidden: max(0, a - b) and max(0, b - a), then biased; softmax of (first, second).
    Layer hidden = new Layer(2, 2, new float[] {1, -1, -1, 1}, new float[] {0, 0});
    Layer last = new Layer(2, 2, new float[] {1, 0, 0, 1}, new float[] {0, 0.5f});
    try (InputStream graph = FeedForwardGraph.write(List.of(hidden, last))) {
      Files.copy(graph, folder.resolve("model.onnx"));
    }
  }

  @Test
  void computesTheNetworkThatWasWritten() throws Exception {
    try (LoadedModel<float[], float[], float[]> model =
        new RowsLoader(folder.toString(), 2, 2).load()) {
      List<float[]> found = model.model().predict(List.of(new float[] {3, 1}, new float[] {1, 3}));

      assertThat(found.get(0)[0]).isCloseTo(first(2, 0.5), within(1e-6f));
      assertThat(found.get(1)[0]).isCloseTo(first(0, 2.5), within(1e-6f));
    }
  }

  @Test
  void computesARowAloneWhereAsked() throws Exception {
    try (LoadedModel<float[], float[], float[]> model =
        new RowsLoader(folder.toString(), 2, 2).rowAtATime().load()) {
      List<float[]> found = model.model().predict(List.of(new float[] {3, 1}));

      assertThat(found).hasSize(1);
      assertThat(found.get(0)[0]).isCloseTo(first(2, 0.5), within(1e-6f));
    }
  }

  private static float first(double a, double b) {
    return (float) (Math.exp(a) / (Math.exp(a) + Math.exp(b)));
  }
}
