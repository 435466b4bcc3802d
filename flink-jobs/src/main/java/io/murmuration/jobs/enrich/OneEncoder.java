package io.murmuration.jobs.enrich;

import io.murmuration.model.embed.PostEncoding;
import io.murmuration.model.flink.AsyncInferenceFunction;
import io.murmuration.model.inference.BatchLimits;
import io.murmuration.model.inference.LocalMemory;
import io.murmuration.model.inference.ModelLoader;
import io.murmuration.model.inference.Urgency;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.AsyncDataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * One encoder for all posts, whatever anybody commands. A post goes to it in the form in which
 * {@link CommandedEncoder} has it, without a stamp: so a replay takes over what production's
 * checkpoint has in flight.
 *
 * @param memory or null
 */
record OneEncoder(ModelLoader<String, PostEncoding> encoder, LocalMemory memory)
    implements EmbedStage {
  /** In flight in a subtask; two subtasks fill the model's queue. */
  static final int POSTS_IN_FLIGHT = 512;

  @Override
  public Embedded embed(SingleOutputStreamOperator<Post> posts) {
    var unstamped = posts.map(post -> new StampedPost(post, null)).returns(StampedPost.class);
    unstamped.name("unstamped").uid("unstamped");

    var encoded =
        AsyncDataStream.unorderedWait(
                unstamped,
                new AsyncInferenceFunction<>(
                    encoder,
                    BatchLimits.defaults(),
                    memory,
                    post -> Urgency.FEED,
                    post -> post.post().tweet().getText(),
                    (post, outcome) -> EncodedPost.of(post.post(), outcome)),
                0,
                TimeUnit.MILLISECONDS,
                POSTS_IN_FLIGHT)
            .returns(TypeInformation.of(EncodedPost.class));
    return new Embedded(encoded.name("embed").uid("embed"), List.of());
  }
}
