package io.murmuration.jobs.enrich;

import static org.assertj.core.api.Assertions.assertThat;

import io.murmuration.event.Tweet;
import io.murmuration.jobs.RawRecord;
import io.murmuration.model.embed.PostEncoding;
import io.murmuration.model.inference.InferenceOutcome;
import io.murmuration.model.inference.ModelIdentity;
import io.murmuration.schemas.RecordHeaders;
import io.murmuration.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.apache.flink.streaming.util.ProcessFunctionTestHarnesses;
import org.apache.kafka.common.header.Headers;
import org.junit.jupiter.api.Test;

class ApproximateTest {
  @Test
  void namesInAHeaderTheModelThatClaimsNoSameBytes() throws Exception {
    Headers headers = written(true);

    assertThat(headers.lastHeader(RecordHeaders.APPROXIMATE).value())
        .asString(StandardCharsets.UTF_8)
        .isEqualTo("encoder");
  }

  @Test
  void saysNothingWhereTheModelClaimsTheSameBytes() throws Exception {
    assertThat(written(false).lastHeader(RecordHeaders.APPROXIMATE)).isNull();
  }

  private static Headers written(boolean approximate) throws Exception {
    var serializer =
        EnrichTweetsJob.serializer(
            () -> Topics.TWEETS_ENRICHED,
            () -> InMemoryPipeline.REGISTRY,
            Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
    serializer.open(null, null);
    return serializer.serialize(assembled(encoded(approximate)), null, null).headers();
  }

  private static Enriched assembled(EncodedPost post) throws Exception {
    FingerprintedPost sent = FingerprintedPost.of(post, 1L, 0);
    try (var operator = ProcessFunctionTestHarnesses.forProcessFunction(new Assemble())) {
      operator.processElement(new ClusteredPost(sent.whole(), "one"), 1);
      return operator.extractOutputValues().get(0);
    }
  }

  private static EncodedPost encoded(boolean approximate) {
    Tweet tweet =
        Tweet.newBuilder()
            .setTweetId("t")
            .setAuthorId("a")
            .setText("text")
            .setCreatedAt(Instant.EPOCH)
            .build();
    PostEncoding encoding =
        new PostEncoding("en", new float[] {1}, new String[0], new float[0], null, 0, 0.1f, 0.2f);
    RawRecord source = new RawRecord("tweets", 0, 1, 50, null, null, new String[0], new byte[0][]);
    return EncodedPost.of(
        new Post(source, tweet),
        new InferenceOutcome.Done<>(new ModelIdentity("encoder", "1", "ab"), 1, encoding),
        approximate);
  }
}
