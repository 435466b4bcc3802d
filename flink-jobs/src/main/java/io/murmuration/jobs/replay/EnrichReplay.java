package io.murmuration.jobs.replay;

import io.murmuration.event.DeadLetter;
import io.murmuration.event.Repetition;
import io.murmuration.jobs.DeadLetters;
import io.murmuration.jobs.Repetitions;
import io.murmuration.jobs.enrich.EnrichTweetsJob;
import io.murmuration.schemas.Topic;
import io.murmuration.schemas.Topics;
import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The enrich job between the ends of a replay. */
final class EnrichReplay implements ReplayedJob {
  private static final String EMBED = "embed";

  @Override
  public String name() {
    return EnrichTweetsJob.NAME;
  }

  @Override
  public List<Topic<?>> inputs() {
    return List.of(Topics.TWEETS);
  }

  @Override
  public List<Topic<?>> outputs() {
    return List.of(Topics.TWEETS_ENRICHED, Topics.DEAD_LETTERS, Topics.REPETITIONS);
  }

  @Override
  public Map<String, String> models() {
    return Map.of(EMBED, EnrichTweetsJob.ENCODER);
  }

  @Override
  public void define(StreamExecutionEnvironment environment, ReplayEnds ends) {
    EnrichTweetsJob.define(
        environment,
        ends.source(Topics.TWEETS),
        ends.watermarks(),
        ends.registry(),
        EnrichTweetsJob.encoder(ends.models(EMBED), ends.memory(), ends.device()),
        ends.sink(
            EnrichTweetsJob.serializer(
                ends.twinOf(() -> Topics.TWEETS_ENRICHED), ends.registry(), ends.clock()),
            "enriched",
            enriched -> enriched.value().getProvenance().getSource()),
        ends.sink(
            DeadLetters.serializer(
                ends.twinOf(() -> Topics.DEAD_LETTERS), ends.registry(), ends.clock()),
            "dead-letters",
            DeadLetter::getSource),
        ends.sink(
            Repetitions.serializer(
                ends.twinOf(() -> Topics.REPETITIONS), ends.registry(), ends.clock()),
            "repetitions",
            Repetition::getSource));
  }
}
