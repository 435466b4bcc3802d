package io.murmuration.jobs.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import io.murmuration.jobs.CollectingSink;
import io.murmuration.jobs.ModelLifecycle;
import io.murmuration.jobs.RawRecord;
import io.murmuration.model.inference.BatchLimits;
import io.murmuration.model.inference.ComputeDevice;
import io.murmuration.model.lifecycle.ManagedModel;
import io.murmuration.model.lifecycle.ModelRevision;
import io.murmuration.model.lifecycle.ModelVersions;
import io.murmuration.model.lifecycle.RoutingTable;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;

class EncoderStateTest {
  private static final String EMBED = "embed";

  private final StreamExecutionEnvironment environment =
      StreamExecutionEnvironment.getExecutionEnvironment();

  /**
   * An operator's posts in flight are state, which is read by the type that it was written with.
   */
  @Test
  void takesOverInAReplayWhatProductionHasInFlight() {
    EmbedStage replays =
        EnrichTweetsJob.encoder(
            RoutingTable.always(ModelRevision.in(InMemoryPipeline.shippedFolder())),
            null,
            ComputeDevice.CPU);

    TypeSerializer<?> inFlight = inFlight(replays);

    assertThat(inFlight).isEqualTo(inFlight(productions()));
  }

  private EmbedStage productions() {
    var versions =
        new ModelVersions<>(
            ModelRevision.in(InMemoryPipeline.shippedFolder()),
            EnrichTweetsJob.loader(ComputeDevice.CPU),
            BatchLimits.defaults(),
            null);
    return new CommandedEncoder(
        new ModelLifecycle(
            "encoder",
            List.of(ManagedModel.compared(versions)),
            new ModelLifecycle.Ends(
                environment
                    .fromSequence(0, 0)
                    .map(any -> (RawRecord) null)
                    .returns(RawRecord.class),
                () -> InMemoryPipeline.REGISTRY,
                new CollectingSink<>("state-commands"),
                new CollectingSink<>("state-audits"))),
        versions,
        new CollectingSink<>("state-comparisons"));
  }

  private TypeSerializer<?> inFlight(EmbedStage stage) {
    var posts = environment.fromSequence(0, 0).map(any -> (Post) null);
    stage
        .embed(posts.returns(TypeInformation.of(Post.class)))
        .posts()
        .sinkTo(new DiscardingSink<>());
    return environment.getStreamGraph().getStreamNodes().stream()
        .filter(node -> EMBED.equals(node.getTransformationUID()))
        .map(StreamNode::getTypeSerializersIn)
        .findFirst()
        .orElseThrow()[0];
  }
}
