package io.murmuration.model.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.murmuration.model.embed.PostEncoding;
import io.murmuration.model.inference.ComputeDevice;
import io.murmuration.model.inference.LoadedModel;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Runs by {@code deploy/gpu/check.sh} alone, on a machine with a GPU. */
@Tag("gpu")
class GpuTest {
  private static final String ENCODER =
      Path.of(System.getProperty("murmuration.models"), "encoder/1.4.0").toString();
  private static final String ROUNDS = "5";

  @Test
  void givesTheVectorsOfTheCpu() throws Exception {
    try (LoadedModel<String, long[], PostEncoding> cpu = load(ComputeDevice.CPU);
        LoadedModel<String, long[], PostEncoding> gpu = load(ComputeDevice.gpu(0))) {
      long[] text = cpu.preprocessor().prepare("The cat sleeps on the sofa");

      float[] expected = cpu.model().predict(List.of(text)).get(0).vector();
      float[] found = gpu.model().predict(List.of(text)).get(0).vector();

      assertThat(found).containsExactly(expected, within(1e-3f));
      assertThat(gpu.sameBytes()).isFalse();
    }
  }

  @Test
  void findsTheGpuByItself() {
    PostEncoderLoader auto = new PostEncoderLoader(ENCODER, 0, ComputeDevice.AUTO);

    assertThat(auto.forSubtask(0).key()).endsWith(":gpu:0");
  }

  /** Prints what docs/benchmarks.md says of a GPU. */
  @Test
  void holdsItsOwnBesideTheCpu() throws Exception {
    String texts = System.getProperty("gpu.texts");
    String transformer = System.getProperty("gpu.transformer");
    assumeThat(texts).as("-Dgpu.texts=FILE").isNotNull();
    assumeThat(transformer).as("-Dgpu.transformer=FOLDER").isNotNull();

    boolean held =
        GpuCheck.run(System.getProperty("murmuration.models"), texts, "gpu:0", ROUNDS, transformer);

    assertThat(held).isTrue();
  }

  private static LoadedModel<String, long[], PostEncoding> load(ComputeDevice device) {
    return new PostEncoderLoader(ENCODER, 0, device).load();
  }
}
