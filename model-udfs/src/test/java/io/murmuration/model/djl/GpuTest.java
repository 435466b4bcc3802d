package io.murmuration.model.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.murmuration.model.embed.PostEncoding;
import io.murmuration.model.inference.ComputeDevice;
import io.murmuration.model.inference.LoadedModel;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Runs by {@code deploy/gpu/check.sh} alone, on a machine with a GPU. */
@Tag("gpu")
class GpuTest {
  private static final String ENCODER =
      Path.of(System.getProperty("murmuration.models"), "encoder/1.2.0").toString();
  private static final int BATCH = 64;
  private static final int CALLS = 100;

  @Test
  void givesTheVectorsOfTheCpu() throws Exception {
    try (LoadedModel<String, long[], PostEncoding> cpu = load(ComputeDevice.CPU);
        LoadedModel<String, long[], PostEncoding> gpu = load(ComputeDevice.gpu(0))) {
      long[] text = cpu.preprocessor().prepare("The cat sleeps on the sofa");

      float[] expected = cpu.model().predict(List.of(text)).get(0).vector();
      float[] found = gpu.model().predict(List.of(text)).get(0).vector();

      assertThat(found).containsExactly(expected, within(1e-3f));
      assertThat(gpu.sameBytes()).isFalse();
      System.out.printf(
          "gpu-check: encoder, sentences/s: cpu %d, gpu %d%n", rate(cpu, text), rate(gpu, text));
    }
  }

  @Test
  void findsTheGpuByItself() {
    PostEncoderLoader auto = new PostEncoderLoader(ENCODER, 0, ComputeDevice.AUTO);

    assertThat(auto.forSubtask(0).key()).endsWith(":gpu:0");
  }

  private static LoadedModel<String, long[], PostEncoding> load(ComputeDevice device) {
    return new PostEncoderLoader(ENCODER, 0, device).load();
  }

  private static long rate(LoadedModel<String, long[], PostEncoding> model, long[] text) {
    List<long[]> batch = Collections.nCopies(BATCH, text);
    model.model().predict(batch);
    long began = System.nanoTime();
    for (int i = 0; i < CALLS; i++) {
      model.model().predict(batch);
    }
    return BATCH * CALLS * 1_000_000_000L / (System.nanoTime() - began);
  }
}
