package io.murmuration.jobs.rank;

import static org.awaitility.Awaitility.await;

import io.murmuration.event.DeadLetter;
import io.murmuration.event.LateInput;
import io.murmuration.jobs.CollectingSink;
import io.murmuration.jobs.RawRecord;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Runs of the job over a {@link SmallWorld}, on RocksDB, from and to savepoints.
 *
 * @param savepoints the folder of those
 * @param stage how slates get their scores
 */
record RankRuns(Path savepoints, Function<StreamExecutionEnvironment, ScoreStage> stage) {
  private static final int POSTS = 24;
  private static final int SOME_TIMELINES = 10;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  static RankRuns withTheShippedRanker(Path savepoints) {
    return new RankRuns(savepoints, environment -> InMemoryRanking.ranker());
  }

  /**
   * @param from a savepoint, or null
   */
  List<Ranked> toTheEnd(String name, int parallelism, Path from) throws Exception {
    CollectingSink<Ranked> timelines = new CollectingSink<>(name);
    environment(name, parallelism, from, Long.MAX_VALUE, timelines).execute(name);
    return List.copyOf(timelines.take());
  }

  /** Up to a time, and, once some timelines are written, to a savepoint. */
  Path until(String name, int parallelism, Path from, long pauseAtMillis, List<Ranked> written)
      throws Exception {
    CollectingSink<Ranked> timelines = new CollectingSink<>(name);
    JobClient job =
        environment(name, parallelism, from, pauseAtMillis, timelines).executeAsync(name);
    await().atMost(PATIENCE).until(() -> timelines.count() > SOME_TIMELINES);
    return stopped(job, timelines, written);
  }

  /** Likewise, once something else is so. */
  Path until(
      CollectingSink<Ranked> timelines,
      String name,
      int parallelism,
      long pauseAtMillis,
      List<Ranked> written,
      Callable<Boolean> isSo)
      throws Exception {
    JobClient job =
        environment(name, parallelism, null, pauseAtMillis, timelines).executeAsync(name);
    await().atMost(PATIENCE).until(isSo);
    return stopped(job, timelines, written);
  }

  private Path stopped(JobClient job, CollectingSink<Ranked> timelines, List<Ranked> written)
      throws Exception {
    String savepoint =
        job.stopWithSavepoint(false, savepoints.toUri().toString(), SavepointFormatType.CANONICAL)
            .get();
    await().atMost(PATIENCE).until(() -> job.getJobStatus().get().isGloballyTerminalState());
    written.addAll(timelines.take());
    return Path.of(URI.create(savepoint));
  }

  private StreamExecutionEnvironment environment(
      String name,
      int parallelism,
      Path from,
      long pauseAtMillis,
      CollectingSink<Ranked> timelines) {
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    configuration.setString("state.backend.type", "rocksdb");
    // A savepoint of so little is one file, which can be committed.
    configuration.setString("execution.checkpointing.data-inline-threshold", "1mb");
    if (from != null) {
      configuration.setString(
          "execution.state-recovery.path", from.toAbsolutePath().toUri().toString());
    }
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    environment.setParallelism(parallelism);
    environment.setMaxParallelism(16);
    long shift = EventTime.standard().watermarkShiftMillis();
    long postShift = EventTime.standard().postWatermarkShiftMillis();
    InMemoryRanking.pipeline()
        .build(
            new TimelineRankingPipeline.Sources(
                source(environment, "posts", w -> w.posts, postShift, pauseAtMillis),
                source(environment, "engagements", w -> w.engagements, shift, pauseAtMillis),
                source(environment, "follows", w -> w.follows, shift, pauseAtMillis)),
            Lateness.writtenTo(new CollectingSink<LateInput>(name + "-late")),
            stage.apply(environment),
            timelines,
            new CollectingSink<DeadLetter>(name + "-dead"));
    return environment;
  }

  @SuppressWarnings("deprecation") // see PausingSource
  private static DataStream<RawRecord> source(
      StreamExecutionEnvironment environment,
      String name,
      PausingSource.Choice choice,
      long shiftMillis,
      long pauseAtMillis) {
    return environment
        .addSource(new PausingSource(POSTS, choice, shiftMillis, pauseAtMillis))
        .returns(RawRecord.class)
        .uid(name);
  }
}
