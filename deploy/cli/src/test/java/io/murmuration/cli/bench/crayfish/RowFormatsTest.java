package io.murmuration.cli.bench.crayfish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.murmuration.model.djl.RowsLoader;
import io.murmuration.model.inference.LoadedModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RowFormatsTest {
  @TempDir Path folder;

  static List<RowFormat> formats() {
    return List.of(new JsonRows(), new AvroRows());
  }

  @ParameterizedTest
  @MethodSource("formats")
  void readsWhatItWrote(RowFormat format) throws Exception {
    Scored read = format.read(format.write(point()));

    assertThat(read.createdMillis()).isEqualTo(7);
    assertThat(read.features()).containsExactly(point().features());
  }

  @Test
  void writesTheJsonThatWasPublished() throws Exception {
    JsonRows json = new JsonRows();
    PublishedPoint published = PublishedPoint.read(json.write(point()));

    byte[] theirs = published.with(listOf(new ArrayList<>(List.of(0.25f, 1e-7f)))).write();

    assertThat(json.write(point().with(new float[] {0.25f, 1e-7f}))).isEqualTo(theirs);
  }

  private static ArrayList<ArrayList<Float>> listOf(ArrayList<Float> row) {
    return new ArrayList<>(List.of(row));
  }

  @Test
  void makesANetworkOfProbabilities() throws Exception {
    RowsLoader network = Network.write(folder.resolve("network"));

    try (LoadedModel<float[], float[], float[]> model = network.load()) {
      float[] found = model.model().predict(List.of(point().features())).get(0);

      assertThat(found).hasSize(Network.OUTPUTS);
      double sum = 0;
      for (float each : found) {
        sum += each;
      }
      assertThat(sum).isCloseTo(1, within(1e-5));
    }
  }

  private static Scored point() {
    float[] features = new float[Network.INPUTS];
    for (int i = 0; i < features.length; i++) {
      features[i] = i / 784f;
    }
    return new Scored(7, features, null);
  }
}
