package io.murmuration.jobs.replay;

import io.murmuration.event.DeadLetter;
import io.murmuration.event.Repetition;
import io.murmuration.jobs.DeadLetters;
import io.murmuration.jobs.Repetitions;
import io.murmuration.jobs.ads.AdModels;
import io.murmuration.jobs.ads.AdRoutings;
import io.murmuration.jobs.ads.BriefTemplate;
import io.murmuration.jobs.ads.CreateAdsJob;
import io.murmuration.jobs.ads.RecordedRungs;
import io.murmuration.schemas.Topic;
import io.murmuration.schemas.Topics;
import java.util.List;
import java.util.Map;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The ads job between the ends of a replay; what time decided, it takes from production. */
final class AdsReplay implements ReplayedJob {
  @Override
  public String name() {
    return CreateAdsJob.NAME;
  }

  @Override
  public List<Topic<?>> inputs() {
    return List.of(
        Topics.AD_REQUESTS, Topics.CAMPAIGNS, Topics.TWEETS_ENRICHED, Topics.ADS_CREATIVES);
  }

  @Override
  public List<Topic<?>> outputs() {
    return List.of(Topics.ADS_CREATIVES, Topics.DEAD_LETTERS, Topics.REPETITIONS);
  }

  @Override
  public Map<String, String> models() {
    return AdModels.OF_THE_DAY;
  }

  /** The encoder compares; it changes with the job. */
  @Override
  public boolean isCommanded(String operator) {
    return !operator.equals(AdModels.EMBED);
  }

  @Override
  public boolean takesTemplate() {
    return true;
  }

  @Override
  public void define(StreamExecutionEnvironment environment, ReplayEnds ends) {
    CreateAdsJob.replay(
        environment,
        ends::source,
        ends.registry(),
        AdModels.in(
            operator -> ends.models(operator).shipped().folder(), ends.memory(), ends.device()),
        AdRoutings.in(ends::models),
        BriefTemplate.in(ends.template()),
        recorded(ends),
        ends.sink(
            CreateAdsJob.serializer(
                ends.twinOf(() -> Topics.ADS_CREATIVES), ends.registry(), ends.clock()),
            "creatives",
            made -> made.value().getProvenance().getSource()),
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

  private static RecordedRungs recorded(ReplayEnds ends) {
    RecordedRungs rungs = new RecordedRungs();
    ends.recorded(Topics.ADS_CREATIVES, rungs::add);
    return rungs;
  }
}
