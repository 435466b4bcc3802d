package io.murmuration.jobs.ads;

import static org.assertj.core.api.Assertions.assertThat;

import io.murmuration.event.Creative;
import io.murmuration.jobs.RawRecord;
import io.murmuration.schemas.RecordHeaders;
import io.murmuration.schemas.Topics;
import io.murmuration.schemas.TraceContext;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.apache.kafka.common.header.Headers;
import org.junit.jupiter.api.Test;

class CreateAdsJobTest {
  private static final String GIVEN = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

  @Test
  void carriesOnTheTraceThatTheRequestNames() throws Exception {
    Headers headers = written(request(GIVEN.getBytes(StandardCharsets.US_ASCII)));

    assertThat(headers.lastHeader(RecordHeaders.TRACEPARENT).value())
        .isEqualTo(
            new TraceContext("0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331")
                .child("ads")
                .traceparent());
    assertThat(headers.lastHeader(RecordHeaders.INTENDED_SEND_TIME).value())
        .isEqualTo(RecordHeaders.ofMillis(7));
  }

  @Test
  void namesTheSameTraceEachTimeForARequestThatNamesNone() throws Exception {
    Headers first = written(request(null));
    Headers second = written(request(null));

    assertThat(first.lastHeader(RecordHeaders.TRACEPARENT).value())
        .isEqualTo(second.lastHeader(RecordHeaders.TRACEPARENT).value());
  }

  @Test
  void saysHowModelsAnsweredWhereAnyWasAsked() throws Exception {
    byte[] answered = {5};

    Headers asked = written(Made.of(none(), request(null), answered, null));

    assertThat(asked.lastHeader(RecordHeaders.INFERENCE).value()).isEqualTo(answered);
    assertThat(written(request(null)).lastHeader(RecordHeaders.INFERENCE)).isNull();
  }

  @Test
  void namesTheModelsThatClaimNoSameBytes() throws Exception {
    Headers headers = written(Made.of(none(), request(null), null, "encoder,ad-image"));

    assertThat(headers.lastHeader(RecordHeaders.APPROXIMATE).value())
        .asString(StandardCharsets.UTF_8)
        .isEqualTo("encoder,ad-image");
    assertThat(written(request(null)).lastHeader(RecordHeaders.APPROXIMATE)).isNull();
  }

  private static Creative none() {
    AdCall call = AdCall.of(request(null), InMemoryAds.call("r", "en", "coffee").build());
    return Bundle.none(call, "no campaign", true);
  }

  private static Headers written(RawRecord request) throws Exception {
    AdCall call = AdCall.of(request, InMemoryAds.call("r", "en", "coffee").build());
    return written(Made.of(Bundle.none(call, "no campaign", true), request));
  }

  private static Headers written(Made made) throws Exception {
    var serializer =
        CreateAdsJob.serializer(
            () -> Topics.ADS_CREATIVES,
            () -> InMemoryAds.REGISTRY,
            Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
    serializer.open(null, null);
    return serializer.serialize(made, null, null).headers();
  }

  private static RawRecord request(byte[] traceparent) {
    return new RawRecord(
        Topics.AD_REQUESTS.name(),
        1,
        2,
        3,
        null,
        null,
        new String[] {RecordHeaders.INTENDED_SEND_TIME, RecordHeaders.TRACEPARENT},
        new byte[][] {RecordHeaders.ofMillis(7), traceparent});
  }
}
