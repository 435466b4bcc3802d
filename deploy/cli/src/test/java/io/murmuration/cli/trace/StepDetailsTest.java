package io.murmuration.cli.trace;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.murmuration.event.Repetition;
import io.murmuration.event.SourcePosition;
import io.murmuration.schemas.RecordHeaders;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class StepDetailsTest {
  @Test
  void saysHowOftenEachModelWasCalledAndWhatWasKnown() {
    Map<String, String> details =
        details(
            RecordHeaders.INFERENCE,
            "ad-image=memory;attempts=0, ad-writer=computed;attempts=4;answers=5;known=1");

    assertThat(details)
        .containsEntry("attempts", "ad-image 0, ad-writer 4")
        .containsEntry("cache_hits", "ad-image 1 of 1 (memory), ad-writer 1 of 5");
  }

  @Test
  void saysThatNothingWasKnown() {
    Map<String, String> details = details(RecordHeaders.INFERENCE, "encoder=computed;attempts=2");

    assertThat(details).containsEntry("attempts", "encoder 2").containsEntry("cache_hits", "none");
  }

  @Test
  void namesTheCode() {
    assertThat(details(RecordHeaders.CODE, "1.0.0+aa")).containsEntry("code", "1.0.0+aa");
  }

  @Test
  void saysNothingOfWhatARecordDoesNotSay() {
    assertThat(details(RecordHeaders.INFERENCE, "what?"))
        .doesNotContainKeys("attempts", "cache_hits", "code");
  }

  private static Map<String, String> details(String header, String value) {
    ConsumerRecord<byte[], byte[]> record =
        new ConsumerRecord<>("a", 0, 1, new byte[] {'k'}, new byte[] {1});
    record.headers().add(header, value.getBytes(US_ASCII));
    return StepDetails.of(record, new Repetition(new SourcePosition("t", 0, 1L), "id", null));
  }
}
