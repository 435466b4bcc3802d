package io.murmuration.jobs.ads;

import static org.assertj.core.api.Assertions.assertThat;

import io.murmuration.event.Segment;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AdCallTest {
  @Test
  void keepsTheKeysOfOrdinaryAudiencesAndTellsAllOthersApart() {
    assertThat(key("en", "tea", "coffee", "tea")).isEqualTo("en|25-34|coffee,tea");
    assertThat(
            Stream.of(
                key("en", "a,b"),
                key("en", "a", "b"),
                key("en", "a\\,b"),
                key("en", "a\\", "b"),
                key("en|25-34|x", "a", "b")))
        .doesNotHaveDuplicates();
  }

  private static String key(String locale, String... interests) {
    return AdCall.segmentKey(new Segment(locale, "25-34", List.of(interests)));
  }
}
