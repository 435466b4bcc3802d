package io.murmuration.schemas.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.murmuration.event.Campaign;
import io.murmuration.event.EngagementKind;
import io.murmuration.event.Tweet;
import io.murmuration.schemas.Topics;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainJsonTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void readsATweetWithItsOptionalFieldsLeftOut() throws Exception {
    Tweet tweet =
        PlainJson.read(
            JSON.readTree(
                """
                {"tweet_id":"1","author_id":"u","text":"😢 ok","created_at":"2015-02-23T23:34:00Z"}
                """),
            Topics.TWEETS);

    assertThat(tweet.getText()).isEqualTo("😢 ok");
    assertThat(tweet.getCreatedAt()).isEqualTo(Instant.parse("2015-02-23T23:34:00Z"));
    assertThat(tweet.getLangHint()).isNull();
    assertThat(tweet.getUrls()).isEmpty();
  }

  @Test
  void writesWhatItReads() throws Exception {
    String json =
        """
        {"campaign_id":"c1","advertiser":"A","product":"p","description":"d","claims":["x"],"voice":"warm",\
        "palette":["#FFFFFF"],"must_say":[],"must_not_say":[],\
        "targeting":{"locales":["fr-FR"],"age_bands":[],"interests":[]},"bid_micros":5,\
        "daily_budget_micros":6,"landing_url":"https://example.com/","starts_at":"2026-01-01T00:00:00Z",\
        "ends_at":"2026-01-02T00:00:00.250Z"}""";

    Campaign campaign = PlainJson.read(JSON.readTree(json), Topics.CAMPAIGNS);

    assertThat(PlainJson.write(campaign)).hasToString(json);
  }

  @Test
  void readsEnumsByTheirSymbolAndTimesInMilliseconds() throws Exception {
    var engagement =
        PlainJson.read(
            JSON.readTree("{\"user_id\":\"u\",\"tweet_id\":\"t\",\"kind\":\"like\",\"at\":1500}"),
            Topics.ENGAGEMENTS);

    assertThat(engagement.getKind()).isEqualTo(EngagementKind.like);
    assertThat(engagement.getAt()).isEqualTo(Instant.ofEpochMilli(1500));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{} | tweet_id: missing",
        "[] | needs an object, found []",
        "{\"tweet_id\":1} | tweet_id: needs a text, found 1",
        "{\"tweet_id\":\"\\ud800\"} | tweet_id: half of a surrogate pair, which UTF-8 can't hold",
        "{\"tweet_id\":\"1\",\"nope\":1} | nope: no such field",
        "{\"tweet_id\":\"1\",\"author_id\":\"u\",\"text\":\"\",\"created_at\":\"yesterday\"} | created_at: needs an ISO 8601 time",
        "{\"tweet_id\":\"1\",\"author_id\":\"u\",\"text\":\"\",\"created_at\":1,\"urls\":[7]} | urls[0]: needs a text, found 7"
      })
  void namesTheFieldThatDoesNotFit(String json, String problem) {
    assertThatThrownBy(() -> PlainJson.read(JSON.readTree(json), Topics.TWEETS))
        .isInstanceOf(InvalidJsonException.class)
        .hasMessageStartingWith(problem);
  }
}
