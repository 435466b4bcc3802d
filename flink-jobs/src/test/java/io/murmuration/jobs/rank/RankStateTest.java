package io.murmuration.jobs.rank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.murmuration.event.DeadLetter;
import io.murmuration.jobs.CollectingSink;
import io.murmuration.jobs.RawRecord;
import io.murmuration.jobs.rank.InMemoryRanking.Written;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the job remembers, through savepoints, on RocksDB. */
class RankStateTest {
  private static final int POSTS = 24;
  private static final long FIRST_STOP = SmallWorld.START + 9_000;
  private static final long SECOND_STOP = SmallWorld.START + 14_000;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Savepoints at {@link #FIRST_STOP}; -Dgolden.write=DIR writes another. */
  private static final Path GOLDEN = Path.of("src/test/resources/golden");

  @RegisterExtension
  static final MiniClusterExtension FLINK =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .build());

  @TempDir Path folder;

  @Test
  void writesTheSameTimelinesWhenRescaledFromOneToTwoAndBack() throws Exception {
    Map<String, List<ByteBuffer>> unbroken = unbroken();

    List<Ranked> written = new ArrayList<>();
    Path first = runUntil("rescale-1", 1, null, FIRST_STOP, written);
    Path second = runUntil("rescale-2", 2, first, SECOND_STOP, written);
    written.addAll(runToTheEnd("rescale-3", 1, second));

    assertThat(bytes(written)).isEqualTo(unbroken);
  }

  /** 1: a pool's posts in one value. 2: each by its id. */
  @ParameterizedTest
  @ValueSource(strings = {"rank-1", "rank-2"})
  void goesOnFromASnapshotOfAnEarlierBuild(String snapshot) throws Exception {
    Map<String, List<ByteBuffer>> unbroken = unbroken();

    Map<String, List<ByteBuffer>> rest = bytes(runToTheEnd(snapshot, 2, GOLDEN.resolve(snapshot)));

    assertThat(rest).hasSizeGreaterThan(8);
    rest.forEach(
        (user, timelines) -> {
          List<ByteBuffer> all = unbroken.get(user);
          assertThat(timelines).isEqualTo(all.subList(all.size() - timelines.size(), all.size()));
        });
  }

  private Map<String, List<ByteBuffer>> unbroken() throws Exception {
    return bytes(runToTheEnd("unbroken-" + folder.getFileName(), 1, null));
  }

  private static Map<String, List<ByteBuffer>> bytes(List<Ranked> written) {
    return new Written(written.stream().map(Ranked::value).toList(), List.of()).bytes();
  }

  private static List<Ranked> runToTheEnd(String name, int parallelism, Path from)
      throws Exception {
    CollectingSink<Ranked> timelines = new CollectingSink<>(name);
    environment(name, parallelism, from, Long.MAX_VALUE, timelines).execute(name);
    return List.copyOf(timelines.take());
  }

  private Path runUntil(
      String name, int parallelism, Path from, long pauseAtMillis, List<Ranked> written)
      throws Exception {
    CollectingSink<Ranked> timelines = new CollectingSink<>(name);
    JobClient job =
        environment(name, parallelism, from, pauseAtMillis, timelines).executeAsync(name);
    await().atMost(PATIENCE).until(() -> timelines.count() > 10);
    String savepoint =
        job.stopWithSavepoint(false, folder.toUri().toString(), SavepointFormatType.CANONICAL)
            .get();
    await().atMost(PATIENCE).until(() -> job.getJobStatus().get().isGloballyTerminalState());
    written.addAll(timelines.take());
    return Path.of(java.net.URI.create(savepoint));
  }

  private static StreamExecutionEnvironment environment(
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
            InMemoryRanking.ranker(),
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

  /** Not a test: writes the golden snapshot anew, for a change of state that is meant. */
  @Test
  void writesAGoldenSnapshotWhereAsked() throws Exception {
    String to = System.getProperty("golden.write", "");
    if (to.isEmpty()) {
      return;
    }
    Path savepoint = runUntil("golden-write", 1, null, FIRST_STOP, new ArrayList<>());
    Files.createDirectories(Path.of(to));
    try (var files = Files.list(savepoint)) {
      for (Path file : files.toList()) {
        Files.copy(file, Path.of(to).resolve(file.getFileName().toString()));
      }
    }
  }
}
