package io.murmuration.jobs.rank;

import static org.assertj.core.api.Assertions.assertThat;

import io.murmuration.event.ModelAudit;
import io.murmuration.event.ModelCommand;
import io.murmuration.event.ModelMode;
import io.murmuration.event.ModelOutcome;
import io.murmuration.event.ModelRef;
import io.murmuration.event.RankedTimeline;
import io.murmuration.event.TrialRule;
import io.murmuration.jobs.CollectingSink;
import io.murmuration.jobs.GatedCommand;
import io.murmuration.jobs.ModelCopies;
import io.murmuration.jobs.ModelLifecycle;
import io.murmuration.jobs.RawRecord;
import io.murmuration.model.lifecycle.ModelRevision;
import io.murmuration.model.lifecycle.ModelVersions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Swaps of the ranker in the whole job, on RocksDB, through savepoints. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class CommandedRankerTest {
  private static final String SHIPPED = "1.0.0";
  private static final String OTHER = "1.1.0";

  @RegisterExtension
  static final MiniClusterExtension FLINK =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .build());

  @TempDir Path folder;
  private CollectingSink<ModelAudit> audits;
  private CollectingSink<ModelCommand> commands;
  private ModelRevision other;

  @BeforeEach
  void prepare() throws Exception {
    audits = new CollectingSink<>("ranker-audits-" + folder.getFileName());
    commands = new CollectingSink<>("ranker-commands-" + folder.getFileName());
    other = ModelCopies.revision(new ModelCopies(RankTimelinesJob.RANKER, folder).whole(OTHER));
  }

  @Test
  void ranksByTheNewModelFromARevisionOnThroughASavepointInTheMiddleOfTheSwap() throws Exception {
    List<Ranked> before = new ArrayList<>();

    List<Ranked> after = runThroughASwap(before, ModelMode.active, null);

    long from = effectiveFrom(2);
    assertThat(versions(before, 0)).containsExactly(SHIPPED);
    assertThat(after)
        .allSatisfy(
            each ->
                assertThat(ranker(each).getVersion())
                    .isEqualTo(each.value().getRevision() < from ? SHIPPED : OTHER));
    assertThat(versions(after, 0)).containsExactly(SHIPPED, OTHER);
    assertThat(after)
        .filteredOn(each -> ranker(each).getVersion().equals(OTHER))
        .allSatisfy(each -> assertThat(ranker(each).getSha256()).isEqualTo(other.sha256()));
    assertThat(entries(before, after)).isEqualTo(entries(unbroken(), List.of()));
  }

  @Test
  void letsACanaryRankItsShareOfTheReadersAndNoOthers() throws Exception {
    List<Ranked> before = new ArrayList<>();

    List<Ranked> after = runThroughASwap(before, ModelMode.canary, 50);

    long from = effectiveFrom(2);
    Map<String, Set<String>> byReader = new HashMap<>();
    for (Ranked each : after) {
      if (each.value().getRevision() >= from) {
        byReader
            .computeIfAbsent(each.value().getUserId(), reader -> new TreeSet<>())
            .add(ranker(each).getVersion());
      }
    }
    assertThat(byReader.values()).allSatisfy(each -> assertThat(each).hasSize(1));
    assertThat(versions(after, from)).containsExactly(SHIPPED, OTHER);
    assertThat(entries(before, after)).isEqualTo(entries(unbroken(), List.of()));
  }

  @Test
  void endsACanaryThatBreaksItsRule() throws Exception {
    TrialRule rule = TrialRule.newBuilder().setMaxLatencyRatio(0.000001).setMinRecords(5).build();

    runThroughASwap(new ArrayList<>(), ModelMode.canary, 50, rule);

    assertThat(commands.take())
        .singleElement()
        .satisfies(ended -> assertThat(ended.getEnded()).isTrue())
        .satisfies(ended -> assertThat(ended.getOperator()).isEqualTo("timeline-ranker"))
        .satisfies(ended -> assertThat(ended.getReason()).contains("on 5 records"));
  }

  @Test
  void refusesAShadowAndSaysWhatToDo() throws Exception {
    runThroughASwap(new ArrayList<>(), ModelMode.shadow, 100);

    ModelAudit refused = List.copyOf(audits.take()).get(1);
    assertThat(refused.getOutcome()).isEqualTo(ModelOutcome.refused);
    assertThat(refused.getMessage()).contains("--job rank --models rank=VERSION", "models canary");
  }

  /** Their slates in flight had no stamps. */
  @ParameterizedTest
  @ValueSource(strings = {"rank-1", "rank-2"})
  void goesOnFromASnapshotOfABuildWithoutCommands(String snapshot) throws Exception {
    List<Ranked> rest =
        runs(GatedCommand::none)
            .toTheEnd("commanded-" + snapshot, 2, RankStateTest.GOLDEN.resolve(snapshot))
            .stream()
            .filter(each -> each.value().getRevision() >= SmallWorld.KNOWN)
            .toList();

    Map<String, List<?>> all = entries(unbroken(), List.of());
    assertThat(rest).hasSizeGreaterThan(8);
    assertThat(entries(rest, List.of()))
        .allSatisfy((key, value) -> assertThat(all).containsEntry(key, value));
    assertThat(versions(rest, 0)).containsExactly(SHIPPED);
  }

  /** The command comes when nearly all is ranked up to a time; then a savepoint; then the rest. */
  private List<Ranked> runThroughASwap(List<Ranked> before, ModelMode mode, Integer percent)
      throws Exception {
    return runThroughASwap(before, mode, percent, null);
  }

  private List<Ranked> runThroughASwap(
      List<Ranked> before, ModelMode mode, Integer percent, TrialRule rule) throws Exception {
    String name = mode + "-" + folder.getFileName();
    RawRecord command = GatedCommand.command(SmallWorld.REGISTRY, other, mode, percent, rule);
    CollectingSink<Ranked> timelines = new CollectingSink<>(name + "-1");
    GatedCommand.Gate gate =
        () ->
            timelines.seen().stream()
                .anyMatch(each -> each.value().getRevision() > RankStateTest.FIRST_STOP - 1_000);
    Path savepoint =
        runs(environment -> GatedCommand.first(environment, gate, List.of(command)))
            .until(
                timelines,
                name + "-1",
                2,
                RankStateTest.FIRST_STOP,
                before,
                () -> audits.count() == 2);
    return runs(GatedCommand::none).toTheEnd(name + "-2", 1, savepoint);
  }

  private interface Commands {
    DataStream<RawRecord> in(StreamExecutionEnvironment environment);
  }

  private RankRuns runs(Commands commands) {
    var versions =
        new ModelVersions<>(
            ModelRevision.in(
                Path.of(System.getProperty("murmuration.models"), RankTimelinesJob.RANKER)),
            RankTimelinesJob::load,
            ScoreStage.SLATES,
            null);
    return new RankRuns(
        folder,
        environment ->
            new CommandedRanker(
                new ModelLifecycle(
                    "timeline-ranker",
                    List.of(CommandedRanker.managed(versions)),
                    new ModelLifecycle.Ends(
                        commands.in(environment),
                        () -> SmallWorld.REGISTRY,
                        this.commands,
                        audits)),
                versions));
  }

  private List<Ranked> unbroken() throws Exception {
    return RankRuns.withTheShippedRanker(folder)
        .toTheEnd("uncommanded-" + folder.getFileName(), 1, null);
  }

  private long effectiveFrom(int audited) {
    List<ModelAudit> all = List.copyOf(audits.take());
    assertThat(all)
        .hasSize(audited)
        .allSatisfy(each -> assertThat(each.getOutcome()).isEqualTo(ModelOutcome.serving));
    return all.get(audited - 1).getEffectiveFrom().toEpochMilli();
  }

  private static ModelRef ranker(Ranked ranked) {
    return ranked.value().getProvenance().getModels().get(0);
  }

  private static Set<String> versions(List<Ranked> ranked, long from) {
    Set<String> versions = new TreeSet<>();
    for (Ranked each : ranked) {
      if (each.value().getRevision() >= from) {
        versions.add(ranker(each).getVersion());
      }
    }
    return versions;
  }

  /** What readers see, by reader and revision: the copy has the shipped model's weights. */
  private static Map<String, List<?>> entries(List<Ranked> some, List<Ranked> more) {
    Map<String, List<?>> entries = new TreeMap<>();
    for (List<Ranked> each : List.of(some, more)) {
      for (Ranked ranked : each) {
        RankedTimeline value = ranked.value();
        entries.put(value.getUserId() + " " + value.getRevision(), value.getEntries());
      }
    }
    return entries;
  }
}
