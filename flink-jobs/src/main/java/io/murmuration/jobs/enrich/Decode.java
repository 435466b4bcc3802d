package io.murmuration.jobs.enrich;

import io.murmuration.event.Tweet;
import io.murmuration.jobs.DeadLetters;
import io.murmuration.jobs.RawRecord;
import io.murmuration.jobs.RegistryConnector;
import io.murmuration.schemas.AvroCodec;
import io.murmuration.schemas.Topics;
import io.murmuration.schemas.UndecodableRecordException;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** From bytes to tweets; what is no tweet goes to the dead letters. */
final class Decode extends ProcessFunction<RawRecord, Post> {
  static final String STAGE = "decode";

  private final RegistryConnector registry;
  private transient AvroCodec<Tweet> codec;

  Decode(RegistryConnector registry) {
    this.registry = registry;
  }

  @Override
  public void open(OpenContext context) {
    codec = AvroCodec.of(Topics.TWEETS, registry.connect());
  }

  /**
   * @throws io.murmuration.schemas.RegistryUnavailableException if the schema is new to this task
   *     and the registry is away: the job restarts from here, and no record is blamed
   */
  @Override
  public void processElement(RawRecord record, Context context, Collector<Post> out) {
    try {
      out.collect(new Post(record, codec.decode(record.value())));
    } catch (UndecodableRecordException e) {
      context.output(
          TweetEnrichmentPipeline.DEAD_LETTERS,
          DeadLetters.of(record, STAGE, e.kind().name(), e.getMessage(), 1, null));
    }
  }
}
