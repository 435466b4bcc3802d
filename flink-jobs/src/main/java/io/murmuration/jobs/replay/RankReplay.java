package io.murmuration.jobs.replay;

import io.murmuration.event.DeadLetter;
import io.murmuration.jobs.DeadLetters;
import io.murmuration.jobs.rank.LateInputs;
import io.murmuration.jobs.rank.RankTimelinesJob;
import io.murmuration.schemas.Topic;
import io.murmuration.schemas.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The rank job between the ends of a replay. */
final class RankReplay implements ReplayedJob {
  private static final String RANK = "rank";

  @Override
  public String name() {
    return RankTimelinesJob.NAME;
  }

  @Override
  public List<Topic<?>> inputs() {
    return List.of(Topics.ENGAGEMENTS, Topics.TWEETS_ENRICHED, Topics.FOLLOWS);
  }

  @Override
  public List<Topic<?>> outputs() {
    return List.of(Topics.TIMELINES_RANKED, Topics.DEAD_LETTERS);
  }

  @Override
  public Map<String, String> models() {
    return Map.of(RANK, RankTimelinesJob.RANKER);
  }

  @Override
  public Duration runOut() {
    return RankTimelinesJob.settlesAfter();
  }

  @Override
  public void define(StreamExecutionEnvironment environment, ReplayEnds ends) {
    RankTimelinesJob.replay(
        environment,
        ends::source,
        ends.registry(),
        late(ends),
        ends.models(RANK),
        ends.sink(
            RankTimelinesJob.serializer(
                ends.twinOf(() -> Topics.TIMELINES_RANKED), ends.registry(), ends.clock()),
            "timelines",
            ranked -> ranked.value().getProvenance().getSource()),
        ends.sink(
            DeadLetters.serializer(
                ends.twinOf(() -> Topics.DEAD_LETTERS), ends.registry(), ends.clock()),
            "dead-letters",
            DeadLetter::getSource));
  }

  private static LateInputs late(ReplayEnds ends) {
    LateInputs late = new LateInputs();
    ends.recordedInFull(Topics.LATE_INPUTS, late::add);
    return late;
  }
}
