package io.murmuration.jobs.rank;

import io.murmuration.event.DeadLetter;
import io.murmuration.event.RankedTimeline;
import io.murmuration.jobs.CollectingSink;
import io.murmuration.jobs.RawRecord;
import io.murmuration.jobs.rank.stages.RankPolicy;
import io.murmuration.model.lifecycle.ModelRevision;
import io.murmuration.model.lifecycle.RoutingTable;
import io.murmuration.schemas.AvroCodec;
import io.murmuration.schemas.Topics;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The pipeline with the shipped ranker, its sources and sinks in memory. */
final class InMemoryRanking {
  private static final EventTime TIME = EventTime.standard();

  /** What a run wrote. */
  record Written(List<RankedTimeline> timelines, List<DeadLetter> deadLetters) {
    /** The bytes of each user's timelines, in the order of writing. */
    Map<String, List<ByteBuffer>> bytes() {
      AvroCodec<RankedTimeline> codec = AvroCodec.of(Topics.TIMELINES_RANKED, SmallWorld.REGISTRY);
      Map<String, List<ByteBuffer>> bytes = new TreeMap<>();
      timelines.forEach(
          each ->
              bytes
                  .computeIfAbsent(each.getUserId(), user -> new ArrayList<>())
                  .add(ByteBuffer.wrap(codec.encode(each))));
      return bytes;
    }
  }

  private InMemoryRanking() {}

  static Written run(String name, SmallWorld world, int parallelism) throws Exception {
    return run(
        name, world, parallelism, 0, Lateness.writtenTo(new CollectingSink<>(name + "-late")));
  }

  /**
   * @param hurryMillis how far watermarks run ahead of the records now and then, as the clock has
   *     them do in a silence
   */
  static Written run(
      String name, SmallWorld world, int parallelism, long hurryMillis, Lateness lateness)
      throws Exception {
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    environment.setParallelism(parallelism);
    CollectingSink<Ranked> timelines = new CollectingSink<>(name + "-timelines");
    CollectingSink<DeadLetter> dead = new CollectingSink<>(name + "-dead");
    long shift = TIME.watermarkShiftMillis();
    pipeline()
        .build(
            new TimelineRankingPipeline.Sources(
                source(environment, world.posts, TIME.postWatermarkShiftMillis(), hurryMillis),
                source(environment, world.engagements, shift, hurryMillis),
                source(environment, world.follows, shift, hurryMillis)),
            lateness,
            ranker(),
            timelines,
            dead);

    environment.execute(name);

    return new Written(
        timelines.take().stream().map(Ranked::value).toList(), List.copyOf(dead.take()));
  }

  static TimelineRankingPipeline pipeline() {
    return new TimelineRankingPipeline(RankPolicy.standard(), TIME, () -> SmallWorld.REGISTRY);
  }

  static ScoreStage ranker() {
    ModelRevision shipped =
        ModelRevision.in(
            Path.of(System.getProperty("murmuration.models"), RankTimelinesJob.RANKER));
    return new PlannedRanker(RankTimelinesJob.versions(shipped), RoutingTable.always(shipped));
  }

  private static DataStream<RawRecord> source(
      StreamExecutionEnvironment environment,
      List<RawRecord> records,
      long shiftMillis,
      long hurryMillis) {
    return environment
        .fromData(records, TypeInformation.of(RawRecord.class))
        .assignTimestampsAndWatermarks(
            WatermarkStrategy.<RawRecord>forGenerator(
                    context -> new EachRecord(shiftMillis, hurryMillis))
                .withTimestampAssigner((record, before) -> record.timestampMillis()));
  }

  /** As {@link PartitionWatermarks}, with each record and without a clock. */
  private static final class EachRecord implements WatermarkGenerator<RawRecord> {
    private static final int NOW_AND_THEN = 7;

    private final long shiftMillis;
    private final long hurryMillis;
    private long greatest = Long.MIN_VALUE;
    private int records;

    EachRecord(long shiftMillis, long hurryMillis) {
      this.shiftMillis = shiftMillis;
      this.hurryMillis = hurryMillis;
    }

    @Override
    public void onEvent(RawRecord record, long stamp, WatermarkOutput output) {
      greatest = Math.max(greatest, stamp);
      long ahead = ++records % NOW_AND_THEN == 0 ? hurryMillis : 0;
      output.emitWatermark(new Watermark(greatest + shiftMillis - 1 + ahead));
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {}
  }
}
