package io.murmuration.feed.search;

import io.murmuration.model.djl.PostEncoderLoader;
import io.murmuration.model.embed.PostEncoding;
import io.murmuration.model.inference.BatchLimits;
import io.murmuration.model.inference.FatalInferenceException;
import io.murmuration.model.inference.InferenceOutcome;
import io.murmuration.model.inference.LoadedModel;
import io.murmuration.model.inference.ModelIdentity;
import io.murmuration.model.inference.ModelLease;
import io.murmuration.model.inference.ModelManifest;
import io.murmuration.model.inference.SharedModels;
import io.murmuration.model.inference.SmokeTest;
import io.murmuration.model.lifecycle.CheckedLoader;
import io.murmuration.model.lifecycle.ModelRevision;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Encoders where the audit says that they serve from, or else in a folder of models, {@code
 * NAME/VERSION/}. None is opened whose manifest is another than the audit's.
 */
public final class ModelFolders implements TextEncoder.Catalog {
  private static final Logger LOG = LoggerFactory.getLogger(ModelFolders.class);

  /** Names come with records: they must not climb out of the folder. */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

  private final Path models;
  private final ServingModels serving;

  public ModelFolders(Path models, ServingModels serving) {
    this.models = models;
    this.serving = serving;
  }

  @Override
  public Optional<TextEncoder> open(EmbeddingVersion version) {
    return revision(version).flatMap(ModelFolders::load);
  }

  /** The first that lies there as it was served. */
  Optional<ModelRevision> revision(EmbeddingVersion version) {
    List<ModelRevision> served = serving.of(version);
    List<Path> places = new ArrayList<>();
    for (ModelRevision each : served) {
      folder(each).ifPresent(places::add);
    }
    if (isPlain(version.model()) && isPlain(version.version())) {
      places.add(models.resolve(version.model()).resolve(version.version()));
    }
    for (Path place : places) {
      Optional<ModelRevision> found = at(place, version);
      boolean isServed = served.isEmpty() || served.stream().anyMatch(each -> isSame(each, found));
      if (found.isPresent() && isServed) {
        return found;
      }
      found.ifPresent(
          other -> LOG.warn("{} is not the {} that serves: sha256 differs", place, version));
    }
    return Optional.empty();
  }

  private static boolean isSame(ModelRevision served, Optional<ModelRevision> found) {
    return found.isPresent() && found.get().sha256().equals(served.sha256());
  }

  private static boolean isPlain(String name) {
    return PLAIN.matcher(name).matches();
  }

  private static Optional<Path> folder(ModelRevision served) {
    try {
      return Optional.of(served.folder());
    } catch (FatalInferenceException e) {
      LOG.debug("not a folder of this machine: {}", e.getMessage());
      return Optional.empty();
    }
  }

  private static Optional<ModelRevision> at(Path folder, EmbeddingVersion version) {
    if (!Files.isDirectory(folder)) {
      return Optional.empty();
    }
    try {
      ModelIdentity claimed = ModelManifest.claimed(folder);
      boolean isIt =
          claimed.name().equals(version.model()) && claimed.version().equals(version.version());
      return isIt
          ? Optional.of(
              new ModelRevision(
                  claimed.name(), claimed.version(), folder.toUri().toString(), claimed.sha256()))
          : Optional.empty();
    } catch (FatalInferenceException e) {
      LOG.warn("the encoder {} can't be used: {}", version, e.getMessage());
      return Optional.empty();
    }
  }

  /** The loader holds the files to their manifest's digests. */
  private static Optional<TextEncoder> load(ModelRevision revision) {
    try {
      return Optional.of(
          new LeasedEncoder(
              SharedModels.acquire(
                  new CheckedLoader<>(
                      new PostEncoderLoader(revision.folder().toString()),
                      revision,
                      new TestedByItsJob()),
                  BatchLimits.defaults())));
    } catch (FatalInferenceException e) {
      LOG.error("the encoder in {} can't be used: {}", revision.uri(), e.getMessage());
      return Optional.empty();
    }
  }

  /** Before it served a post. */
  private record TestedByItsJob() implements SmokeTest<String, PostEncoding> {
    @Override
    public <P> void check(LoadedModel<String, P, PostEncoding> loaded) {}
  }

  private record LeasedEncoder(ModelLease<String, PostEncoding> lease) implements TextEncoder {
    @Override
    public Optional<float[]> encode(String text) throws InterruptedException {
      try {
        InferenceOutcome<PostEncoding> outcome = lease.submit(text).get();
        return outcome instanceof InferenceOutcome.Done<PostEncoding> done
            ? Optional.of(done.output().vector())
            : Optional.empty();
      } catch (ExecutionException e) {
        throw new FatalInferenceException("the encoder failed: " + e.getCause(), e.getCause());
      }
    }

    @Override
    public void close() {
      lease.close();
    }
  }
}
