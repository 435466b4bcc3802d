package io.murmuration.jobs.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import io.murmuration.event.EnrichedTweet;
import io.murmuration.event.ModelAudit;
import io.murmuration.event.ModelCommand;
import io.murmuration.event.ModelMode;
import io.murmuration.jobs.CollectingSink;
import io.murmuration.jobs.ModelCopies;
import io.murmuration.jobs.ModelLifecycle;
import io.murmuration.jobs.RawRecord;
import io.murmuration.model.inference.BatchLimits;
import io.murmuration.model.inference.ComputeDevice;
import io.murmuration.model.lifecycle.ManagedModel;
import io.murmuration.model.lifecycle.ModelRevision;
import io.murmuration.model.lifecycle.ModelRouting;
import io.murmuration.model.lifecycle.ModelVersions;
import io.murmuration.model.lifecycle.RoutingTable;
import io.murmuration.schemas.AvroCodec;
import io.murmuration.schemas.Topics;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The pipeline on Flink and the shipped encoder, its sources and sinks in memory. */
class TweetEnrichmentPipelineTest {
  private static final int POSTS = 1_000;

  @RegisterExtension
  static final MiniClusterExtension FLINK =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .build());

  @TempDir Path folder;

  @Test
  void writesTheSameBytesForEachKeyAtAnyParallelismAndInAnyOrder() throws Exception {
    List<RawRecord> inOrder = records();
    List<RawRecord> shuffled = new ArrayList<>(inOrder);
    Collections.shuffle(shuffled, new Random(7));

    Map<String, ByteBuffer> alone = run("alone", inOrder, 1);

    assertThat(alone).hasSize(POSTS);
    assertThat(run("wide", inOrder, 2)).isEqualTo(alone);
    assertThat(run("shuffled", shuffled, 2)).isEqualTo(alone);
    assertThat(run("shuffled-alone", shuffled, 1)).isEqualTo(alone);
  }

  @Test
  void servesTheShippedEncoderAsLongAsNoCommandComes() throws Exception {
    List<RawRecord> records = records().subList(0, 50);
    var versions =
        new ModelVersions<>(
            ModelRevision.in(InMemoryPipeline.shippedFolder()),
            EnrichTweetsJob.loader(ComputeDevice.CPU),
            BatchLimits.defaults(),
            null);
    CollectingSink<ModelAudit> audits = new CollectingSink<>("audits");

    Map<String, EnrichedTweet> enriched =
        InMemoryPipeline.run(
            "commanded",
            records,
            2,
            environment ->
                new CommandedEncoder(
                    new ModelLifecycle(
                        "encoder",
                        List.of(ManagedModel.compared(versions)),
                        new ModelLifecycle.Ends(
                            environment.fromData(
                                List.of(commandForAnotherOperator()),
                                TypeInformation.of(RawRecord.class)),
                            () -> InMemoryPipeline.REGISTRY,
                            new CollectingSink<>("commands"),
                            audits)),
                    versions,
                    new CollectingSink<>("comparisons")));

    assertThat(enriched).isEqualTo(InMemoryPipeline.run("one", records, 2));
    assertThat(audits.take())
        .singleElement()
        .satisfies(
            audit ->
                assertThat(audit.getModel().getVersion()).isEqualTo(versions.shipped().version()));
  }

  @Test
  void meetsInAReplayTheVersionThatTheTableNamesForItsStamp() throws Exception {
    List<RawRecord> records = records().subList(0, 20);
    long swapped = records.get(10).timestampMillis();
    ModelRevision shipped = ModelRevision.in(InMemoryPipeline.shippedFolder());
    ModelRevision other =
        ModelCopies.revision(new ModelCopies(EnrichTweetsJob.ENCODER, folder).whole("1.4.1"));
    var swap = new ModelRouting(shipped.name(), swapped, other, null, 0, null, null, 0, null);

    Map<String, EnrichedTweet> enriched =
        InMemoryPipeline.run(
            "planned",
            records,
            2,
            environment ->
                EnrichTweetsJob.encoder(
                    new RoutingTable(shipped, List.of(swap)), null, ComputeDevice.CPU));

    assertThat(records)
        .allSatisfy(
            record ->
                assertThat(
                        enriched
                            .get("t" + (record.offset() * 2 + record.partition()))
                            .getEmbedding()
                            .getVersion())
                    .isEqualTo(
                        record.timestampMillis() < swapped ? shipped.version() : other.version()));
  }

  private static RawRecord commandForAnotherOperator() {
    ModelCommand command =
        ModelCommand.newBuilder()
            .setOperator("another")
            .setVersion("9.9.9")
            .setUri("file:/nowhere")
            .setSha256("00")
            .setMode(ModelMode.active)
            .setIssuedBy("a person")
            .setAt(Instant.EPOCH)
            .build();
    byte[] value = AvroCodec.of(Topics.MODELS, InMemoryPipeline.REGISTRY).encode(command);
    return new RawRecord(Topics.MODELS.name(), 0, 0, 0, null, value, new String[0], new byte[0][]);
  }

  /** The bytes of each key's value. A second value of a key fails the test. */
  private static Map<String, ByteBuffer> run(String name, List<RawRecord> records, int parallelism)
      throws Exception {
    AvroCodec<EnrichedTweet> codec =
        AvroCodec.of(Topics.TWEETS_ENRICHED, InMemoryPipeline.REGISTRY);
    return InMemoryPipeline.run(name, records, parallelism).entrySet().stream()
        .collect(
            Collectors.toMap(Map.Entry::getKey, e -> ByteBuffer.wrap(codec.encode(e.getValue()))));
  }

  /** Positions and stamps belong to the record, in whatever order it arrives. */
  private static List<RawRecord> records() throws Exception {
    List<String> texts = texts();
    return IntStream.range(0, POSTS)
        .mapToObj(i -> InMemoryPipeline.record(i, 1_000_000L + i, texts.get(i)))
        .toList();
  }

  /** Real ones where they are; else of every length that has a bucket of its own. */
  private static List<String> texts() throws Exception {
    Path real =
        Path.of(System.getProperty("murmuration.shared"))
            .resolve("tweeteval/datasets/sentiment/val_text.txt");
    return Files.exists(real)
        ? Files.readAllLines(real)
        : IntStream.range(0, POSTS).mapToObj(i -> "word " + "and another ".repeat(i % 40)).toList();
  }
}
