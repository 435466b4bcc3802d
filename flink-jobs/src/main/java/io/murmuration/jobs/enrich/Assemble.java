package io.murmuration.jobs.enrich;

import io.murmuration.event.Embedding;
import io.murmuration.event.EnrichedTweet;
import io.murmuration.event.ModelRef;
import io.murmuration.event.Provenance;
import io.murmuration.event.Safety;
import io.murmuration.event.ScoredLabel;
import io.murmuration.event.Sentiment;
import io.murmuration.jobs.DeadLetters;
import io.murmuration.jobs.InferenceHeader;
import io.murmuration.model.embed.PostEncoding;
import io.murmuration.schemas.RecordHeaders;
import io.murmuration.schemas.TraceContext;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.avro.generic.PrimitivesArrays.FloatArray;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** From a post and its encoding to the enriched tweet, with where it came from and what made it. */
final class Assemble extends ProcessFunction<ClusteredPost, Enriched> {
  /** What the encoder refused is the embed stage's dead letter. */
  private static final String REFUSED_AT = "embed";

  private static final Schema VALUES = Embedding.getClassSchema().getField("values").schema();

  private transient InferenceHeader inference;

  @Override
  public void open(OpenContext context) {
    inference = new InferenceHeader();
  }

  @Override
  public void processElement(ClusteredPost clustered, Context context, Collector<Enriched> out) {
    EncodedPost encoded = clustered.encoded();
    Post post = encoded.post();
    ModelRef model =
        new ModelRef(encoded.modelName(), encoded.modelVersion(), encoded.modelSha256());
    PostEncoding encoding = encoded.encoding();
    if (encoding == null) {
      context.output(
          DeadLetters.TAG,
          DeadLetters.of(
              post.source(),
              REFUSED_AT,
              encoded.errorKind(),
              encoded.errorMessage(),
              Math.max(1, encoded.attempts()),
              model));
      return;
    }
    out.collect(
        new Enriched(
            EnrichedTweet.newBuilder()
                .setTweet(post.tweet())
                .setLanguage(encoding.language())
                .setEmbedding(
                    new Embedding(model.getName(), model.getVersion(), floats(encoding.vector())))
                .setTopics(topics(encoding))
                .setSentiment(sentiment(encoding))
                .setSafety(new Safety((double) encoding.toxicity(), (double) encoding.spam()))
                .setDuplicateCluster(clustered.cluster())
                .setProvenance(provenance(post, model))
                .build(),
            post.source().header(RecordHeaders.INTENDED_SEND_TIME),
            traceparent(post),
            inference.of(model.getName(), encoded.origin(), encoded.attempts()),
            encoded.approximate() ? model.getName() : null));
  }

  private static byte[] traceparent(Post post) {
    return TraceContext.of(
            DeadLetters.position(post.source()), post.source().header(RecordHeaders.TRACEPARENT))
        .child("enrich")
        .traceparent();
  }

  /** Event time is the author's: the broker's stamp differs each time a post is sent. */
  private static Provenance provenance(Post post, ModelRef model) {
    return Provenance.newBuilder()
        .setSource(DeadLetters.position(post.source()))
        .setModels(List.of(model))
        .setEventTime(post.tweet().getCreatedAt())
        .build();
  }

  private static List<ScoredLabel> topics(PostEncoding encoding) {
    return IntStream.range(0, encoding.topics().length)
        .mapToObj(i -> new ScoredLabel(encoding.topics()[i], (double) encoding.topicScores()[i]))
        .toList();
  }

  /** Null where the model abstains. */
  private static Sentiment sentiment(PostEncoding encoding) {
    return encoding.sentiment() == null
        ? null
        : new Sentiment(encoding.sentiment(), (double) encoding.sentimentScore());
  }

  private static FloatArray floats(float[] values) {
    FloatArray list = new FloatArray(values.length, VALUES);
    for (int i = 0; i < values.length; i++) {
      list.add(i, values[i]);
    }
    return list;
  }
}
