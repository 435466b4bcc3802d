package io.murmuration.feed.search;

import io.murmuration.model.djl.PostEncoderLoader;
import io.murmuration.model.embed.PostEncoding;
import io.murmuration.model.inference.BatchLimits;
import io.murmuration.model.inference.FatalInferenceException;
import io.murmuration.model.inference.InferenceOutcome;
import io.murmuration.model.inference.ModelLease;
import io.murmuration.model.inference.SharedModels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Encoders in a folder of models, {@code NAME/VERSION/}. */
public final class ModelFolders implements TextEncoder.Catalog {
  private static final Logger LOG = LoggerFactory.getLogger(ModelFolders.class);

  /** Names come with records: they must not climb out of the folder. */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

  private final Path models;

  public ModelFolders(Path models) {
    this.models = models;
  }

  @Override
  public Optional<TextEncoder> open(EmbeddingVersion version) {
    if (!PLAIN.matcher(version.model()).matches() || !PLAIN.matcher(version.version()).matches()) {
      return Optional.empty();
    }
    Path folder = models.resolve(version.model()).resolve(version.version());
    if (!Files.isDirectory(folder)) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new LeasedEncoder(
              SharedModels.acquire(
                  new PostEncoderLoader(folder.toString()), BatchLimits.defaults())));
    } catch (FatalInferenceException e) {
      LOG.error("the encoder {} can't be used: {}", version, e.getMessage());
      return Optional.empty();
    }
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
