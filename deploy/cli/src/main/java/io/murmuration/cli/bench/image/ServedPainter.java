package io.murmuration.cli.bench.image;

import io.murmuration.cli.bench.Served;
import io.murmuration.model.djl.ImagePainterLoader;
import io.murmuration.model.image.ImageBrief;
import io.murmuration.model.image.Picture;
import io.murmuration.model.inference.BatchLimits;
import io.murmuration.model.inference.InferenceOutcome;
import io.murmuration.model.inference.ModelLease;
import io.murmuration.model.inference.SharedModels;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The shipped image model as a job calls it: through the shared model and its batches. */
final class ServedPainter implements AutoCloseable {
  private static final int BATCH = 4;
  private static final BatchLimits LIMITS =
      new BatchLimits(BATCH, Integer.MAX_VALUE, 1_024, 1, Duration.ZERO);

  private final ModelLease<ImageBrief, Picture> lease;

  ServedPainter(Path folder) {
    lease = SharedModels.acquire(new ImagePainterLoader(folder.toString()), LIMITS);
  }

  String arm() {
    return lease.model().name() + " " + lease.model().version();
  }

  List<Picture> paint(List<ImageBrief> briefs) throws InterruptedException {
    List<CompletableFuture<InferenceOutcome<Picture>>> answers = new ArrayList<>();
    for (ImageBrief brief : briefs) {
      answers.add(lease.submit(brief));
    }
    List<Picture> pictures = new ArrayList<>(briefs.size());
    for (int i = 0; i < briefs.size(); i++) {
      pictures.add(Served.output(answers.get(i), briefs.get(i)));
    }
    return pictures;
  }

  @Override
  public void close() {
    lease.close();
  }
}
