package io.murmuration.cli.bench.models;

import io.murmuration.model.djl.PostEncoderLoader;
import io.murmuration.model.embed.PostEncoding;
import io.murmuration.model.inference.BatchLimits;
import io.murmuration.model.inference.InferenceOutcome;
import io.murmuration.model.inference.ModelLease;
import io.murmuration.model.inference.SharedModels;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** The shipped encoder as the jobs call it: through the shared model and its batches. */
final class ServedEncoder implements AutoCloseable {
  private final ModelLease<String, PostEncoding> lease;

  ServedEncoder(Path folder) {
    lease = SharedModels.acquire(new PostEncoderLoader(folder.toString()), BatchLimits.defaults());
  }

  String arm() {
    return lease.model().name() + " " + lease.model().version();
  }

  List<PostEncoding> encode(List<String> texts) throws InterruptedException {
    List<CompletableFuture<InferenceOutcome<PostEncoding>>> answers = new ArrayList<>();
    for (String text : texts) {
      answers.add(lease.submit(text));
    }
    List<PostEncoding> encodings = new ArrayList<>(texts.size());
    for (int i = 0; i < texts.size(); i++) {
      try {
        if (!(answers.get(i).get() instanceof InferenceOutcome.Done<PostEncoding> done)) {
          throw new IllegalStateException("the encoder refused: " + texts.get(i));
        }
        encodings.add(done.output());
      } catch (ExecutionException e) {
        throw new IllegalStateException("the encoder failed: " + e.getCause().getMessage(), e);
      }
    }
    return encodings;
  }

  static double cosine(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  @Override
  public void close() {
    lease.close();
  }
}
