package io.murmuration.model.sql;

import io.murmuration.model.djl.PostEncoderLoader;
import io.murmuration.model.djl.SentenceEncoderLoader;
import io.murmuration.model.embed.PostEncoding;
import io.murmuration.model.inference.BatchLimits;
import io.murmuration.model.inference.FatalInferenceException;
import io.murmuration.model.inference.ModelLoader;
import io.murmuration.model.inference.ModelManifest;
import io.murmuration.model.remote.Completion;
import io.murmuration.model.remote.EnvironmentSecrets;
import io.murmuration.model.remote.RemoteEncoderLoader;
import io.murmuration.model.remote.RemoteWriterLoader;
import io.murmuration.model.remote.TextRequest;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.data.StringData;

/**
 * A model's loader with what of a row it reads and what becomes of its output. Chosen where the
 * model is loaded: the client that plans the query may not see the folder.
 *
 * @param columns of the output, by name; their values in Flink's internal form
 */
record ModelBinding<I, O>(
    ModelLoader<I, O> loader,
    BatchLimits limits,
    Function<String, I> input,
    Map<String, Function<O, Object>> columns) {
  /** Of models that others published, which say nothing of it themselves. */
  private static final int MAX_TOKENS = 128;

  /** SQL has no event to derive a seed from; the same prompt is to have the same text. */
  private static final long SEED = 0;

  /**
   * @throws FatalInferenceException if no loader fits the folder
   */
  static ModelBinding<?, ?> of(PredictOptions options) {
    Optional<ModelManifest> manifest = ModelManifest.find(Path.of(options.model()));
    boolean remote = manifest.filter(ModelManifest::isRemote).isPresent();
    if (options.task() == SqlTask.GENERATE) {
      if (!remote) {
        throw new FatalInferenceException(
            options.model()
                + ": task 'generate' takes remote models alone (a manifest with an"
                + " endpoint)");
      }
      return writer(options.model());
    }
    if (remote) {
      return vectors(
          new RemoteEncoderLoader(options.model(), new EnvironmentSecrets()),
          RemoteEncoderLoader.limits());
    }
    if (manifest.isPresent() && manifest.get().outputs() != null) {
      return posts(new PostEncoderLoader(options.model(), options.threads(), options.device()));
    }
    return vectors(
        new SentenceEncoderLoader(
            options.model(),
            SentenceEncoderLoader.Pooling.MEAN,
            MAX_TOKENS,
            options.threads(),
            options.device()),
        BatchLimits.defaults());
  }

  private static ModelBinding<String, PostEncoding> posts(PostEncoderLoader loader) {
    return new ModelBinding<>(
        loader,
        BatchLimits.defaults(),
        Function.identity(),
        Map.of(
            "embedding", post -> new GenericArrayData(post.vector()),
            "language", post -> StringData.fromString(post.language()),
            "topics", post -> texts(post.topics()),
            "sentiment", post -> StringData.fromString(post.sentiment()),
            "toxicity", PostEncoding::toxicity,
            "spam", PostEncoding::spam));
  }

  private static ModelBinding<String, float[]> vectors(
      ModelLoader<String, float[]> loader, BatchLimits limits) {
    return new ModelBinding<>(
        loader, limits, Function.identity(), Map.of("embedding", GenericArrayData::new));
  }

  private static ModelBinding<TextRequest, Completion> writer(String directory) {
    return new ModelBinding<>(
        new RemoteWriterLoader(directory, new EnvironmentSecrets()),
        RemoteWriterLoader.limits(),
        prompt -> new TextRequest(prompt, SEED),
        Map.of(
            "text", written -> StringData.fromString(written.text()),
            "finish_reason", written -> StringData.fromString(written.finishReason())));
  }

  private static GenericArrayData texts(String[] texts) {
    Object[] data = new Object[texts.length];
    for (int i = 0; i < texts.length; i++) {
      data[i] = StringData.fromString(texts[i]);
    }
    return new GenericArrayData(data);
  }
}
