package io.murmuration.jobs.rank;

import static org.assertj.core.api.Assertions.assertThat;

import io.murmuration.jobs.rank.InMemoryRanking.Written;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the job remembers, through savepoints, on RocksDB. */
class RankStateTest {
  static final long FIRST_STOP = SmallWorld.START + 9_000;
  private static final long SECOND_STOP = SmallWorld.START + 14_000;

  /** Savepoints at {@link #FIRST_STOP}; -Dgolden.write=DIR writes another. */
  static final Path GOLDEN = Path.of("src/test/resources/golden");

  @RegisterExtension
  static final MiniClusterExtension FLINK =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .build());

  @TempDir Path folder;
  private RankRuns runs;

  @BeforeEach
  void prepare() {
    runs = RankRuns.withTheShippedRanker(folder);
  }

  @Test
  void writesTheSameTimelinesWhenRescaledFromOneToTwoAndBack() throws Exception {
    Map<String, List<ByteBuffer>> unbroken = unbroken();

    List<Ranked> written = new ArrayList<>();
    Path first = runs.until("rescale-1", 1, null, FIRST_STOP, written);
    Path second = runs.until("rescale-2", 2, first, SECOND_STOP, written);
    written.addAll(runs.toTheEnd("rescale-3", 1, second));

    assertThat(eachOnce(bytes(written))).isEqualTo(unbroken);
  }

  @Test
  void saysOfEachTimelineHowItsRankerAnswered() throws Exception {
    List<Ranked> written = runs.toTheEnd("answered", 2, null);

    assertThat(written)
        .isNotEmpty()
        .extracting(each -> new String(each.inference(), StandardCharsets.US_ASCII))
        .containsOnly("timeline-ranker=computed;attempts=1");
  }

  /**
   * A sink without transactions keeps what came to it behind the savepoint's barrier, from slates
   * that were being scored; the next run writes that again.
   */
  private static Map<String, List<ByteBuffer>> eachOnce(Map<String, List<ByteBuffer>> written) {
    written.replaceAll((user, timelines) -> timelines.stream().distinct().toList());
    return written;
  }

  /**
   * 1: a pool's posts in one value. 2: each by its id; what was liked and not shown is unseen. 3:
   * formats of what is kept as bytes; authors' quiet.
   */
  @ParameterizedTest
  @ValueSource(strings = {"rank-1", "rank-2", "rank-3"})
  void goesOnFromASnapshotOfAnEarlierBuild(String snapshot) throws Exception {
    long from = snapshot.compareTo("rank-3") < 0 ? SmallWorld.KNOWN : FIRST_STOP;
    Map<String, List<ByteBuffer>> unbroken =
        bytes(since(from, runs.toTheEnd("unbroken-" + snapshot, 1, null)));

    Map<String, List<ByteBuffer>> rest =
        bytes(since(from, runs.toTheEnd(snapshot, 2, GOLDEN.resolve(snapshot))));

    assertThat(rest).hasSizeGreaterThan(8);
    rest.forEach(
        (user, timelines) -> {
          List<ByteBuffer> all = unbroken.get(user);
          assertThat(timelines).isEqualTo(all.subList(all.size() - timelines.size(), all.size()));
        });
  }

  private static List<Ranked> since(long millis, List<Ranked> written) {
    return written.stream().filter(each -> each.value().getRevision() >= millis).toList();
  }

  private Map<String, List<ByteBuffer>> unbroken() throws Exception {
    return bytes(runs.toTheEnd("unbroken-" + folder.getFileName(), 1, null));
  }

  private static Map<String, List<ByteBuffer>> bytes(List<Ranked> written) {
    return new Written(written.stream().map(Ranked::value).toList(), List.of()).bytes();
  }

  /** Not a test: writes the golden snapshot anew, for a change of state that is meant. */
  @Test
  void writesAGoldenSnapshotWhereAsked() throws Exception {
    String to = System.getProperty("golden.write", "");
    if (to.isEmpty()) {
      return;
    }
    Path savepoint = runs.until("golden-write", 1, null, FIRST_STOP, new ArrayList<>());
    Files.createDirectories(Path.of(to));
    try (var files = Files.list(savepoint)) {
      for (Path file : files.toList()) {
        Files.copy(file, Path.of(to).resolve(file.getFileName().toString()));
      }
    }
  }
}
