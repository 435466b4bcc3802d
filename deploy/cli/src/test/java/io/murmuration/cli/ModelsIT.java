package io.murmuration.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.murmuration.devstack.JobSpec;
import io.murmuration.event.EnrichedTweet;
import io.murmuration.event.ModelAudit;
import io.murmuration.event.ModelMode;
import io.murmuration.event.ModelOutcome;
import io.murmuration.event.SourcePosition;
import io.murmuration.jobs.enrich.EnrichTweetsJob;
import io.murmuration.schemas.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The commands for models, under traffic, on a real broker, registry and Flink. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ModelsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final JobSpec JOB =
      new JobSpec(EnrichTweetsJob.NAME, EnrichTweetsJob.class.getName());

  private TestStack stack;
  private EncoderCopies copies;
  private TestTopics topics;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    copies = new EncoderCopies(folder.resolve("models"));
    stack = TestStack.start(folder.resolve("data"), List.of(JOB));
    topics = stack.topics();
  }

  @AfterAll
  void stop() {
    stack.close();
  }

  @Test
  void swapsRefusesAndRollsBackUnderTrafficAndLosesNoPost() throws Exception {
    List<String> sent;
    try (SteadyPosts posts = new SteadyPosts(topics)) {
      awaitAudit(audit -> audit.getModel().getVersion().equals("1.4.0"));

      assertThat(models("deploy", "encoder", copies.whole("1.4.1").toString()).code()).isZero();
      assertRefused(copies.damaged("1.9.0"), "model.onnx has sha256");
      assertRefused(copies.ofAnotherShape("1.9.1"), "192 numbers");
      assertRefused(copies.givingNotANumber("1.9.2"), "NOT_FINITE");
      models("shadow", "encoder", copies.whole("1.6.0").toString());
      models(
          "canary",
          "encoder",
          copies.whole("1.5.0").toString(),
          "--percent=50",
          "--max-latency-ratio=0.001",
          "--min-records=20");
      ModelAudit ended = awaitAudit(audit -> audit.getOutcome() == ModelOutcome.ended);
      assertThat(ended.getModel().getVersion()).isEqualTo("1.5.0");
      assertThat(ended.getIssuedBy()).isEqualTo("automatic rollback");
      assertThat(ended.getReason()).contains("times as long as the active model on 20 records");
      sent = posts.stop();
    }

    List<EnrichedTweet> enriched = awaitEnriched(sent.size());
    assertThat(enriched)
        .extracting(each -> each.getTweet().getTweetId())
        .containsExactlyInAnyOrderElementsOf(sent);
    assertEachHasTheModelOfItsStamp(enriched);
    assertThat(topics.values(Topics.TWEETS_SHADOW))
        .isNotEmpty()
        .allSatisfy(each -> assertThat(each.getShadow().getVersion()).isEqualTo("1.6.0"))
        .allSatisfy(each -> assertThat(each.getCosine()).isBetween(0.999, 1.001));
    assertThat(models("list").out())
        .contains("active  1.4.1", "shadow  1.6.0", "refused 1.9.0")
        .doesNotContain("canary");
    assertReplaysToTheSameBytes();
    assertThat(models("rollback", "encoder").out()).startsWith("encoder 1.6.0 ends as shadow");
    assertThat(models("rollback", "encoder").out()).startsWith("encoder 1.4.0 is active");
  }

  /** Swap and canary included: each post meets the version that the audit names for it. */
  private void assertReplaysToTheSameBytes() {
    TestStack.Finished replay = stack.murmur("replay", "--from", "beginning", "--into", "swapped");
    assertThat(replay.code()).as(replay.err()).isZero();
    assertThat(replay.err()).contains("embed: encoder 1.4.0, from ").contains(" 1.5.0 for 50 %");

    TestStack.Finished diff =
        stack.murmur("diff", "--replay", "swapped", "--gate", "changed=0,missing=0,extra=0");

    assertThat(diff.code()).as(diff.out()).isZero();
    assertThat(stack.murmur("replay", "rm", "swapped").code()).isZero();
  }

  private void assertRefused(Path folder, String why) {
    TestStack.Finished refused = models("deploy", "encoder", folder.toString());
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err()).contains("is refused: ").contains(why);
  }

  /** One model for each, and, the canary's apart, the one that the audit names for its stamp. */
  private void assertEachHasTheModelOfItsStamp(List<EnrichedTweet> enriched) throws Exception {
    Map<SourcePosition, Long> stamps = topics.stamps(Topics.TWEETS);
    long swap =
        awaitAudit(
                audit ->
                    audit.getMode() == ModelMode.active
                        && audit.getOutcome() == ModelOutcome.serving
                        && audit.getModel().getVersion().equals("1.4.1"))
            .getEffectiveFrom()
            .toEpochMilli();
    List<String> seen = new ArrayList<>();
    for (EnrichedTweet each : enriched) {
      assertThat(each.getProvenance().getModels()).hasSize(1);
      String version = each.getProvenance().getModels().get(0).getVersion();
      assertThat(each.getEmbedding().getVersion()).isEqualTo(version);
      seen.add(version);
      if (!version.equals("1.5.0")) {
        long stamp = stamps.get(each.getProvenance().getSource());
        assertThat(version).isEqualTo(stamp < swap ? "1.4.0" : "1.4.1");
      }
    }
    assertThat(seen).contains("1.4.0", "1.4.1", "1.5.0");
  }

  private ModelAudit awaitAudit(Predicate<ModelAudit> wanted) {
    return await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(500))
        .until(
            () -> topics.values(Topics.MODELS_AUDIT).stream().filter(wanted).findFirst(),
            Optional::isPresent)
        .orElseThrow();
  }

  private List<EnrichedTweet> awaitEnriched(int count) {
    return await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(500))
        .until(() -> topics.values(Topics.TWEETS_ENRICHED), found -> found.size() >= count);
  }

  private TestStack.Finished models(String... arguments) {
    List<String> all = new ArrayList<>(List.of("models"));
    all.addAll(List.of(arguments));
    return stack.murmur(all.toArray(String[]::new));
  }
}
