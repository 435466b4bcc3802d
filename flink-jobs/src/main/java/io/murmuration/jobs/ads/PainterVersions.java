package io.murmuration.jobs.ads;

import io.murmuration.model.djl.ImagePainterLoader;
import io.murmuration.model.image.ImageBrief;
import io.murmuration.model.image.PainterSmokeTest;
import io.murmuration.model.image.Picture;
import io.murmuration.model.image.PicturePrompt;
import io.murmuration.model.image.PromptedPainterSmokeTest;
import io.murmuration.model.inference.BatchLimits;
import io.murmuration.model.inference.BatchStatistics;
import io.murmuration.model.inference.ComputeDevice;
import io.murmuration.model.inference.InferenceOutcome;
import io.murmuration.model.inference.LocalMemory;
import io.murmuration.model.inference.ModelIdentity;
import io.murmuration.model.inference.ModelLease;
import io.murmuration.model.inference.ModelLoader;
import io.murmuration.model.inference.ModelManifest;
import io.murmuration.model.inference.SharedModels;
import io.murmuration.model.inference.SmokeTest;
import io.murmuration.model.inference.TranslatedLoader;
import io.murmuration.model.inference.Urgency;
import io.murmuration.model.lifecycle.CheckedLoader;
import io.murmuration.model.lifecycle.ModelRevision;
import io.murmuration.model.lifecycle.Versions;
import io.murmuration.model.remote.EnvironmentSecrets;
import io.murmuration.model.remote.RemotePainterLoader;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * Painters by what their manifest says: a network of ours, or with an endpoint a model elsewhere
 * that is asked by a prompt. Elsewhere a picture takes long and a server may be away: who waits
 * there is answered when his time is up, so that the queue never fills with requests that nobody
 * waits for. Ours paints to the end what was given up, for the next request with that brief.
 *
 * @param device of a network of ours
 * @param memory of a network of ours; or null
 * @param subtask whose share of several devices it is, from 0
 */
public record PainterVersions(
    ModelRevision shipped, ComputeDevice device, LocalMemory memory, int subtask)
    implements Versions<ModelLease<ImageBrief, Picture>> {
  private static final BatchLimits NETWORK =
      new BatchLimits(4, 4_096, 256, 3, Duration.ofMillis(100));

  /**
   * An advertisement doesn't wait for half a minute of attempts as other remote rows do. Calls end
   * by their own time-out, so only a lost thread is a hang.
   */
  private static final BatchLimits ELSEWHERE =
      new BatchLimits(8, 64, 256, 3, Duration.ofMillis(250)).withHangAfter(Duration.ofMinutes(10));

  /** One thread a call: the painter shares its cores with the rest of the job. */
  private static final int THREADS = 1;

  static PainterVersions on(ComputeDevice device, ModelRevision shipped, LocalMemory memory) {
    return new PainterVersions(shipped, device, memory, 0);
  }

  @Override
  public PainterVersions forSubtask(int index) {
    return new PainterVersions(shipped, device, memory, index);
  }

  @Override
  public ModelLease<ImageBrief, Picture> acquire(ModelRevision revision) {
    String folder = revision.folder().toString();
    boolean remote =
        ModelManifest.find(revision.folder()).filter(ModelManifest::isRemote).isPresent();
    return remote
        ? SharedModels.acquire(
            checked(
                prompted(folder),
                revision,
                new PromptedPainterSmokeTest(Scenes.productClasses(), Scenes.moods())),
            ELSEWHERE)
        : new Unhurried(
            SharedModels.acquire(
                checked(
                    new ImagePainterLoader(folder, THREADS, device).forSubtask(subtask),
                    revision,
                    new PainterSmokeTest(Scenes.productClasses(), Scenes.moods())),
                NETWORK,
                memory));
  }

  private static ModelLoader<ImageBrief, Picture> prompted(String folder) {
    PromptedPainter painter = new PromptedPainter(PicturePrompt.standard());
    return new TranslatedLoader<>(
        new RemotePainterLoader(folder, new EnvironmentSecrets()), painter.name(), painter);
  }

  private static ModelLoader<ImageBrief, Picture> checked(
      ModelLoader<ImageBrief, Picture> loader,
      ModelRevision revision,
      SmokeTest<ImageBrief, Picture> smokeTest) {
    return new CheckedLoader<>(loader, revision, smokeTest);
  }

  private record Unhurried(ModelLease<ImageBrief, Picture> lease)
      implements ModelLease<ImageBrief, Picture> {
    @Override
    public ModelIdentity model() {
      return lease.model();
    }

    @Override
    public boolean sameBytes() {
      return lease.sameBytes();
    }

    @Override
    public CompletableFuture<InferenceOutcome<Picture>> submit(ImageBrief brief, Urgency urgency)
        throws InterruptedException {
      return lease.submit(brief, AdStudio.URGENT);
    }

    @Override
    public BatchStatistics statistics() {
      return lease.statistics();
    }

    @Override
    public Object figures() {
      return lease.figures();
    }

    @Override
    public void close() {
      lease.close();
    }
  }
}
