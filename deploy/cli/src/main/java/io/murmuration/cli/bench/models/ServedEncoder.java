package io.murmuration.cli.bench.models;

import io.murmuration.cli.bench.Served;
import io.murmuration.model.djl.PostEncoderLoader;
import io.murmuration.model.embed.PostEncoding;
import io.murmuration.model.inference.BatchLimits;
import io.murmuration.model.inference.InferenceOutcome;
import io.murmuration.model.inference.ModelLease;
import io.murmuration.model.inference.SharedModels;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * The shipped encoder as the jobs call it: through the shared model and its batches. A text is
 * encoded once, as it has the same vector in any batch.
 */
final class ServedEncoder implements AutoCloseable {
  private final ModelLease<String, PostEncoding> lease;
  private final Map<String, PostEncoding> known = new HashMap<>();

  ServedEncoder(Path folder) {
    lease = SharedModels.acquire(new PostEncoderLoader(folder.toString()), BatchLimits.defaults());
  }

  String arm() {
    return lease.model().name() + " " + lease.model().version();
  }

  List<PostEncoding> encode(List<String> texts) throws InterruptedException {
    Map<String, CompletableFuture<InferenceOutcome<PostEncoding>>> answers = new LinkedHashMap<>();
    for (String text : texts) {
      if (!known.containsKey(text) && !answers.containsKey(text)) {
        answers.put(text, lease.submit(text));
      }
    }
    for (var answer : answers.entrySet()) {
      known.put(answer.getKey(), Served.output(answer.getValue(), answer.getKey()));
    }
    return texts.stream().map(known::get).toList();
  }

  /** Of vectors of length one; four sums, as each addition waits for the one before it. */
  static double cosine(float[] a, float[] b) {
    double sum = 0;
    double second = 0;
    double third = 0;
    double fourth = 0;
    int whole = a.length & ~3;
    for (int i = 0; i < whole; i += 4) {
      sum += a[i] * b[i];
      second += a[i + 1] * b[i + 1];
      third += a[i + 2] * b[i + 2];
      fourth += a[i + 3] * b[i + 3];
    }
    for (int i = whole; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum + second + third + fourth;
  }

  @Override
  public void close() {
    lease.close();
  }
}
