package io.murmuration.jobs.ads;

import static org.assertj.core.api.Assertions.assertThat;

import io.murmuration.event.Creative;
import io.murmuration.event.CreativeCheck;
import io.murmuration.event.CreativeImage;
import io.murmuration.event.CreativeRung;
import io.murmuration.event.Provenance;
import io.murmuration.event.SourcePosition;
import io.murmuration.jobs.RawRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReuseCreativeTest {
  private static final long NOW = InMemoryAds.NOW;
  private static final String BODY = "Wake up slowly with Nessa on the kitchen table.";

  private KeyedTwoInputStreamOperatorTestHarness<String, CachedCreative, InContext, Made> reuse;

  @BeforeEach
  void open() throws Exception {
    reuse = harness(reuse());
    reuse.open();
  }

  @AfterEach
  void close() throws Exception {
    reuse.close();
  }

  @Test
  void saysWhatIsBesideTheRequestItself() throws Exception {
    reuse.processElement1(leader(), NOW);

    reuse.processElement2(follower("p2", "a song about nothing at all"), NOW);

    Creative made = only();
    assertThat(made.getRung()).isEqualTo(CreativeRung.cache);
    assertThat(made.getChecks())
        .containsExactly(
            new CreativeCheck("form", true, ""),
            new CreativeCheck("context", true, ""),
            new CreativeCheck("beside", true, "p2 is beside it"),
            new CreativeCheck("cache", true, "made for leader as full"));
  }

  @Test
  void withholdsWhatQuotesThePostBesideTheRequest() throws Exception {
    reuse.processElement1(leader(), NOW);

    reuse.processElement2(follower("p2", "wake up slowly with nessa, they say"), NOW);

    Creative made = only();
    assertThat(made.getHeadline()).isEmpty();
    assertThat(made.getRungReason())
        .isEqualTo(
            "withheld: that of leader: the post beside it says 'wake up slowly with nessa' too");
    assertThat(made.getProvenance().getModels()).isEmpty();
  }

  @Test
  void givesOutNothingThatWasTakenBack() throws Exception {
    reuse.processElement1(leader(), NOW);
    reuse.processElement1(CachedCreative.recalled(tombstone()), NOW + 1);

    reuse.processElement2(follower("p2", "a song"), NOW + 2);

    assertThat(only().getRungReason()).isEqualTo("withheld: the creative of leader was taken back");
    assertThat(only().getRung()).isEqualTo(CreativeRung.unknown);
  }

  @Test
  void takesOverThoseThatWaitedInAnEarlierRelease() throws Exception {
    OperatorSubtaskState earlier;
    try (var before = harness(new EarlierRelease())) {
      before.open();
      before.processElement2(follower("p2", "a song"), NOW);
      earlier = before.snapshot(1, 1);
    }
    try (var after = harness(reuse())) {
      after.initializeState(earlier);
      after.open();

      after.processElement1(leader(), NOW);

      assertThat(after.extractOutputValues())
          .singleElement()
          .satisfies(
              each ->
                  assertThat(each.value().getChecks())
                      .contains(new CreativeCheck("beside", true, "p2 was not seen")));
    }
  }

  private Creative only() {
    assertThat(reuse.extractOutputValues()).hasSize(1);
    return reuse.extractOutputValues().get(0).value();
  }

  private static ReuseCreative reuse() {
    return new ReuseCreative(
        Duration.ofMinutes(3), BriefTemplate.standard(), InMemoryAds.UNHURRIED);
  }

  /** As requests waited before they had posts beside them. */
  private static final class EarlierRelease
      extends KeyedCoProcessFunction<String, CachedCreative, InContext, Made> {
    private static final long serialVersionUID = 1;

    @Override
    public void processElement1(CachedCreative cached, Context context, Collector<Made> out) {}

    @Override
    public void processElement2(InContext inContext, Context context, Collector<Made> out)
        throws Exception {
      getRuntimeContext()
          .getListState(new ListStateDescriptor<>("waiting", TypeInformation.of(Placed.class)))
          .add(inContext.placed());
    }
  }

  private static CachedCreative leader() {
    return new CachedCreative(
        "leader",
        Creative.newBuilder()
            .setRequestId("leader")
            .setCampaignId("coffee")
            .setSegment(InMemoryAds.call("leader", "en").build().getSegment())
            .setHeadline("Slow mornings")
            .setBody(BODY)
            .setCallToAction("Go")
            .setImage(new CreativeImage("image/jpeg", 1, 1, "", null, null))
            .setChecks(
                List.of(
                    new CreativeCheck("form", true, ""),
                    new CreativeCheck("context", true, "no post beside it"),
                    new CreativeCheck("beside", true, "p1 is beside it")))
            .setPredictedCtr(0.01)
            .setRung(CreativeRung.full)
            .setDeadlineMet(true)
            .setProvenance(
                Provenance.newBuilder()
                    .setSource(new SourcePosition("ad-requests", 0, 0L))
                    .setEventTime(Instant.EPOCH)
                    .build())
            .build());
  }

  private static InContext follower(String postId, String post) {
    RawRecord record =
        new RawRecord("ad-requests", 0, 7, NOW, null, null, new String[0], new byte[0][]);
    AdCall call =
        AdCall.of(
            record, InMemoryAds.call("follower", "en").setContextTweetIds(List.of(postId)).build());
    CampaignVersion campaign =
        new CampaignVersion(record, "coffee", InMemoryAds.coffee().build(), new float[0]);
    return InContext.with(
        new Placed(call, campaign, "", "leader", CreativeRung.cache, "", 0),
        new ContextPost(postId, post, "en", new String[0], 0));
  }

  private static RawRecord tombstone() {
    byte[] key = "leader".getBytes(StandardCharsets.UTF_8);
    return new RawRecord("ads.creatives", 0, 0, NOW + 1, key, null, new String[0], new byte[0][]);
  }

  private static KeyedTwoInputStreamOperatorTestHarness<String, CachedCreative, InContext, Made>
      harness(KeyedCoProcessFunction<String, CachedCreative, InContext, Made> function)
          throws Exception {
    return new KeyedTwoInputStreamOperatorTestHarness<>(
        new KeyedCoProcessOperator<>(function),
        CachedCreative::requestId,
        each -> each.placed().leader(),
        Types.STRING);
  }
}
