package io.murmuration.cli.deadletters;

import static org.assertj.core.api.Assertions.assertThat;

import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.murmuration.event.Tweet;
import io.murmuration.schemas.AvroCodec;
import io.murmuration.schemas.SchemaRegistry;
import io.murmuration.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PartialDecoderTest {
  private final SchemaRegistryClient registry = new MockSchemaRegistryClient();
  private final byte[] whole;

  PartialDecoderTest() {
    SchemaRegistry.provision(registry, Topics.all());
    whole =
        AvroCodec.of(Topics.TWEETS, registry)
            .encode(
                Tweet.newBuilder()
                    .setTweetId("17")
                    .setAuthorId("ada")
                    .setText("a text that is cut")
                    .setCreatedAt(Instant.EPOCH)
                    .build());
  }

  @Test
  void showsTheFieldsBeforeTheFaultAndTheBytesFromThereOn() {
    List<String> lines = lines(Arrays.copyOf(whole, 20));

    assertThat(lines).contains("  tweet_id = 17", "  author_id = ada");
    assertThat(lines).anyMatch(line -> line.startsWith("  text can't be read at byte 12"));
    assertThat(lines).anyMatch(line -> line.startsWith("  00000c  "));
  }

  @Test
  void readsAnUnknownSchemaAsThisBuilds() {
    byte[] unknown = whole.clone();
    unknown[1] = 0x7f;

    assertThat(lines(unknown))
        .anyMatch(line -> line.contains("is not in the registry"))
        .contains("  text = a text that is cut");
  }

  @Test
  void showsWhatIsNoRecordAsTextAndHex() {
    assertThat(lines("{\"json\":1}".getBytes(StandardCharsets.UTF_8)))
        .anyMatch(line -> line.contains("not in the wire format"))
        .anyMatch(line -> line.endsWith("{\"json\":1}"));
    assertThat(lines(null)).containsExactly("null: a tombstone");
  }

  private List<String> lines(byte[] bytes) {
    return new PartialDecoder(registry, Topics.TWEETS.schema()).lines(bytes);
  }
}
