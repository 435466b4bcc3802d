package io.murmuration.jobs.enrich;

import io.murmuration.jobs.Lineage;
import io.murmuration.model.embed.PostEncoding;
import io.murmuration.model.flink.VersionedInferenceFunction;
import io.murmuration.model.inference.Urgency;
import io.murmuration.model.lifecycle.ModelRevision;
import io.murmuration.model.lifecycle.ModelVersions;
import io.murmuration.model.lifecycle.RoutingTable;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.AsyncDataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * The encoder of a replay: which version a post meets is known before it begins, whatever anybody
 * commands meanwhile. A post goes to it in the form in which {@link CommandedEncoder} has it: so a
 * replay takes over what production's checkpoint has in flight. Its stamp is not looked at.
 */
record PlannedEncoder(ModelVersions<String, PostEncoding> versions, RoutingTable table)
    implements EmbedStage {
  @Override
  public Embedded embed(SingleOutputStreamOperator<Post> posts) {
    var unstamped = posts.map(post -> new StampedPost(post, null)).returns(StampedPost.class);
    unstamped.name("unstamped").uid("unstamped");

    RoutingTable plan = table;
    var encoded =
        AsyncDataStream.unorderedWait(
                unstamped,
                new VersionedInferenceFunction<>(
                    versions,
                    post -> planned(plan, post.post()),
                    post -> Urgency.FEED,
                    post -> post.post().tweet().getText(),
                    (post, outcome, asked) ->
                        EncodedPost.of(post.post(), outcome, asked.approximate())),
                0,
                TimeUnit.MILLISECONDS,
                CommandedEncoder.POSTS_IN_FLIGHT)
            .returns(TypeInformation.of(EncodedPost.class));
    return new Embedded(encoded.name("embed").uid("embed"), List.of());
  }

  private static ModelRevision planned(RoutingTable plan, Post post) {
    String asked = Lineage.askedVersion(post.source(), plan.shipped().name());
    String key = CommandedEncoder.keyOf(post);
    return plan.stamp(CommandedEncoder.stampMillisOf(post), key, asked).model();
  }
}
