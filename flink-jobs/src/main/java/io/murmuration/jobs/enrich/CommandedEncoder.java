package io.murmuration.jobs.enrich;

import io.murmuration.event.ShadowComparison;
import io.murmuration.jobs.Lineage;
import io.murmuration.jobs.ModelLifecycle;
import io.murmuration.model.embed.PostEncoding;
import io.murmuration.model.flink.ShadowInferenceFunction;
import io.murmuration.model.flink.VersionedInferenceFunction;
import io.murmuration.model.inference.Urgency;
import io.murmuration.model.lifecycle.ModelVersions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.streaming.api.datastream.AsyncDataStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * The encoder that the models topic commands: an active one, beside it a canary for a share of the
 * posts and a shadow that is compared and never served.
 */
public record CommandedEncoder(
    ModelLifecycle lifecycle,
    ModelVersions<String, PostEncoding> versions,
    Sink<ShadowComparison> comparisons)
    implements EmbedStage {
  /** In flight in a subtask; two subtasks fill the model's queue. */
  static final int POSTS_IN_FLIGHT = 512;

  /** Of a subtask; two subtasks leave half of the shadow's queue to others. */
  private static final int SHADOWS_IN_FLIGHT = 256;

  @Override
  public Embedded embed(SingleOutputStreamOperator<Post> posts) {
    String operator = versions.shipped().name();
    var stamped =
        lifecycle.stamp(
            posts,
            CommandedEncoder::stampMillisOf,
            CommandedEncoder::keyOf,
            (post, model) -> Lineage.askedVersion(post.source(), model),
            (post, stamps) -> new StampedPost(post, stamps.get(operator)),
            StampedPost.class);

    var served =
        AsyncDataStream.unorderedWait(
                stamped.records(),
                new VersionedInferenceFunction<>(
                    versions,
                    post -> post.stamp().model(),
                    post -> Urgency.FEED,
                    post -> post.post().tweet().getText(),
                    ServedPost::of),
                0,
                TimeUnit.MILLISECONDS,
                POSTS_IN_FLIGHT)
            .returns(TypeInformation.of(ServedPost.class));
    served.name("embed").uid("embed");

    var encoded = served.process(new CountTrial(operator)).returns(EncodedPost.class);
    encoded.name("count-trial").uid("count-trial");

    var compared = compare(encoded.getSideOutput(CountTrial.SHADOWED));
    lifecycle.judge(
        stamped.routings(),
        encoded
            .getSideOutput(ModelLifecycle.outcomes())
            .union(compared.getSideOutput(ModelLifecycle.outcomes())));
    return new Embedded(encoded, List.of(stamped.unreadable()));
  }

  /** By which a swap has its position in the stream. */
  static long stampMillisOf(Post post) {
    return post.source().timestampMillis();
  }

  /** By which a canary takes its share. */
  static String keyOf(Post post) {
    return post.tweet().getTweetId();
  }

  private SingleOutputStreamOperator<ShadowComparison> compare(DataStream<ServedPost> shadowed) {
    var asked =
        AsyncDataStream.unorderedWait(
                shadowed,
                new ShadowInferenceFunction<>(
                    versions,
                    SHADOWS_IN_FLIGHT,
                    post -> post.stamp().shadow(),
                    post -> post.encoded().post().tweet().getText(),
                    ShadowedPost::of),
                0,
                TimeUnit.MILLISECONDS,
                POSTS_IN_FLIGHT)
            .returns(TypeInformation.of(ShadowedPost.class));
    asked.name("shadow").uid("shadow");
    var compared =
        asked
            .process(new CompareShadow(versions.shipped().name()))
            .returns(TypeInformation.of(ShadowComparison.class));
    compared.name("compare-shadow").uid("compare-shadow");
    compared.sinkTo(comparisons).name("shadow-comparisons").uid("shadow-comparisons");
    return compared;
  }
}
