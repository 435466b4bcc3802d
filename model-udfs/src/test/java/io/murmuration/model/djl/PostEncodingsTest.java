package io.murmuration.model.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.murmuration.model.embed.PostEncoding;
import io.murmuration.model.inference.FatalInferenceException;
import io.murmuration.model.inference.ModelManifest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PostEncodingsTest {
  private final PostEncodings encodings = new PostEncodings(manifest());

  @Test
  void readsEachRowOfEachOutput() {
    List<PostEncoding> read =
        encodings.read(
            List.of(
                new float[] {1, 0, 0, 1},
                new float[] {0.9f, 0.1f, 0.2f, 0.2f},
                new float[] {0.6f, 0.7f, 0.1f, 0.2f},
                new float[] {0.2f, 0.8f, 0.5f, 0.5f},
                new float[] {0.01f, 0.99f},
                new float[] {0.02f, 0.03f}),
            2,
            2);

    assertThat(read)
        .usingRecursiveComparison()
        .isEqualTo(
            List.of(
                new PostEncoding(
                    "en",
                    new float[] {1, 0},
                    new String[] {"music", "sports"},
                    new float[] {0.6f, 0.7f},
                    "positive",
                    0.8f,
                    0.01f,
                    0.02f),
                new PostEncoding(
                    "und",
                    new float[] {0, 1},
                    new String[0],
                    new float[0],
                    null,
                    0,
                    0.99f,
                    0.03f)));
  }

  @Test
  void failsForGoodWhereTheNetworkIsNotTheManifests() {
    assertThatThrownBy(() -> encodings.read(List.of(new float[4], new float[6]), 2, 2))
        .isInstanceOf(FatalInferenceException.class)
        .hasMessageContaining("'language' is not 2 rows of 2 numbers");
  }

  private static ModelManifest manifest() {
    Map<String, ModelManifest.Output> outputs = new LinkedHashMap<>();
    outputs.put("embedding", new ModelManifest.Output(null, 0, null));
    outputs.put("language", new ModelManifest.Output(List.of("en", "fr"), 0.5, "und"));
    outputs.put("topics", new ModelManifest.Output(List.of("music", "sports"), 0.5, null));
    outputs.put("sentiment", new ModelManifest.Output(List.of("negative", "positive"), 0.6, null));
    outputs.put("toxicity", new ModelManifest.Output(List.of("toxic"), 0, null));
    outputs.put("spam", new ModelManifest.Output(List.of("spam"), 0, null));
    return new ModelManifest(
        "encoder",
        "1",
        "embed",
        "any",
        128,
        2,
        List.of("ids"),
        null,
        outputs,
        null,
        List.of(),
        null);
  }
}
