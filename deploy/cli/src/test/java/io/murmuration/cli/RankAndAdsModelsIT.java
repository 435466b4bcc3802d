package io.murmuration.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.murmuration.event.Creative;
import io.murmuration.event.ModelAudit;
import io.murmuration.event.ModelRef;
import io.murmuration.event.Provenance;
import io.murmuration.event.RankedTimeline;
import io.murmuration.event.SourcePosition;
import io.murmuration.jobs.rank.RankTimelinesJob;
import io.murmuration.schemas.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Other versions of the ranker and of the ads' models, under traffic, Flink killed meanwhile. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RankAndAdsModelsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(240);

  /** Little enough for three jobs to keep up with on two cores. */
  private static final long POST_EVERY_MILLIS = 100;

  private static final String RANKER = "timeline-ranker";
  private static final String CLICKS = "ad-ctr";
  private static final String WRITER = "ad-writer";

  private TestStack stack;
  private TestTopics topics;
  private Path copies;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    copies = folder.resolve("models");
    stack = TestStack.start(folder.resolve("data"), TestStack.ALL_JOBS);
    topics = stack.topics();
    new PeopleAndAds(topics).campaignsAndFollows("author");
  }

  @AfterAll
  void stop() {
    stack.close();
  }

  @Test
  void swapsAndRollsBackUnderTrafficThroughAKillAndLosesNothing() throws Exception {
    String ranker = ModelCopy.of(RankTimelinesJob.RANKER, "1.1.0", copies).toString();
    String clicks = ModelCopy.of("ad-ctr/1.0.0", "1.1.0", copies).toString();
    String writer = ModelCopy.of("ad-writer/1.0.0", "1.1.0", copies).toString();
    List<String> requested;
    try (SteadyPosts posts = new SteadyPosts(topics, POST_EVERY_MILLIS);
        SteadyPeople people = new SteadyPeople(topics)) {
      awaitTimelineBy("1.0.0", 0);
      awaitCreativeBy(CLICKS, "1.0.0", 0);

      assertThat(models("deploy", RANKER, ranker).code()).isZero();
      assertThat(models("deploy", CLICKS, clicks).code()).isZero();
      assertThat(models("canary", WRITER, writer, "--percent=50").code()).isZero();
      killFlink();
      awaitTimelineBy("1.1.0", 0);
      awaitCreativeBy(CLICKS, "1.1.0", 0);
      awaitCreativeBy(WRITER, "1.1.0", 0);

      TestStack.Finished shadow = models("shadow", RANKER, ranker);
      assertThat(shadow.code()).isEqualTo(1);
      assertThat(shadow.err()).contains("--job rank --models rank=VERSION", "models canary");

      assertThat(models("rollback", WRITER).out()).startsWith("ad-writer 1.1.0 ends as canary");
      assertThat(models("rollback", CLICKS).out()).startsWith("ad-ctr 1.0.0 is active");
      assertThat(models("rollback", RANKER).out()).startsWith("timeline-ranker 1.0.0 is active");
      awaitTimelineBy("1.0.0", from(RANKER, 2));
      awaitCreativeBy(CLICKS, "1.0.0", from(CLICKS, 2));
      requested = people.stop();
      posts.stop();
    }

    Map<String, Creative> creatives = awaitCreatives(requested);
    Map<SourcePosition, Long> stamps = topics.stamps(Topics.AD_REQUESTS);
    Swap ofClicks = new Swap(from(CLICKS, 1), from(CLICKS, 2));
    creatives
        .values()
        .forEach(
            each ->
                assertHasTheModelOf(
                    each, ofClicks.versionAt(stamps.get(each.getProvenance().getSource()))));
    Swap ofRanker = new Swap(from(RANKER, 1), from(RANKER, 2));
    for (RankedTimeline timeline : topics.values(Topics.TIMELINES_RANKED)) {
      assertThat(version(timeline.getProvenance(), RANKER))
          .isEqualTo(ofRanker.versionAt(timeline.getRevision()));
    }
    assertThat(topics.newestByKey(Topics.TIMELINES_RANKED)).hasSize(PeopleAndAds.READERS);
    assertThat(topics.values(Topics.DEAD_LETTERS)).isEmpty();
    assertThat(models("list").out()).contains("ad-ctr", "ad-image", "ad-writer", "timeline-ranker");
  }

  /** The swap is decided then, and not yet in force. */
  private void killFlink() {
    long before = stack.stack().addresses().pids().get("flink");
    ProcessHandle.of(before).orElseThrow().destroyForcibly();
    await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(() -> stack.stack().addresses().pids().get("flink") != before);
  }

  private void awaitTimelineBy(String version, long fromRevision) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(1))
        .until(
            () ->
                topics.values(Topics.TIMELINES_RANKED).stream()
                    .filter(each -> each.getRevision() >= fromRevision)
                    .anyMatch(each -> version.equals(version(each.getProvenance(), RANKER))));
  }

  private void awaitCreativeBy(String model, String version, long fromStamp) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(1))
        .until(
            () -> {
              Map<SourcePosition, Long> stamps = topics.stamps(Topics.AD_REQUESTS);
              return topics.values(Topics.ADS_CREATIVES).stream()
                  .filter(each -> stamps.get(each.getProvenance().getSource()) >= fromStamp)
                  .anyMatch(each -> version.equals(version(each.getProvenance(), model)));
            });
  }

  /** One each. */
  private Map<String, Creative> awaitCreatives(List<String> requested) throws Exception {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> topics.newestByKey(Topics.ADS_CREATIVES).size() >= requested.size());
    Map<String, Creative> creatives = new TreeMap<>();
    for (Creative each : topics.values(Topics.ADS_CREATIVES)) {
      assertThat(creatives.put(each.getRequestId(), each)).isNull();
    }
    assertThat(creatives.keySet()).containsExactlyInAnyOrderElementsOf(requested);
    return creatives;
  }

  /** What no campaign matched, no model made. */
  private static void assertHasTheModelOf(Creative creative, String version) {
    if (creative.getProvenance().getModels().isEmpty()) {
      assertThat(creative.getRungReason()).startsWith("no campaign:");
      return;
    }
    assertThat(version(creative.getProvenance(), CLICKS)).isEqualTo(version);
  }

  private record Swap(long fromStamp, long backFromStamp) {
    String versionAt(long stamp) {
      return stamp >= fromStamp && stamp < backFromStamp ? "1.1.0" : "1.0.0";
    }
  }

  /** Of an operator's decisions that changed what serves: 0 is the shipped model's. */
  private long from(String model, int decision) {
    return decisions(model).get(decision).getEffectiveFrom().toEpochMilli();
  }

  private List<ModelAudit> decisions(String model) {
    try {
      return topics.values(Topics.MODELS_AUDIT).stream()
          .filter(audit -> audit.getOperator().equals(model) && audit.getEffectiveFrom() != null)
          .toList();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static String version(Provenance provenance, String model) {
    return provenance.getModels().stream()
        .filter(ref -> ref.getName().equals(model))
        .map(ModelRef::getVersion)
        .findFirst()
        .orElse(null);
  }

  private TestStack.Finished models(String... arguments) {
    List<String> all = new ArrayList<>(List.of("models"));
    all.addAll(List.of(arguments));
    return stack.murmur(all.toArray(String[]::new));
  }
}
