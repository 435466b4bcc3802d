package io.murmuration.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.murmuration.event.Repetition;
import io.murmuration.event.SourcePosition;
import io.murmuration.schemas.RecordHeaders;
import io.murmuration.schemas.SchemaRegistry;
import io.murmuration.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class TopicSerializerTest {
  private static final SchemaRegistryClient REGISTRY = registry();

  @Test
  void saysInHeadersWhenAndByWhichCodeARecordWasMade() {
    var serializer =
        Repetitions.serializer(
            () -> Topics.REPETITIONS,
            () -> REGISTRY,
            Clock.fixed(Instant.ofEpochMilli(7), ZoneOffset.UTC));
    serializer.open(null, null);

    var written = serializer.serialize(repetition(), null, null);

    assertThat(header(written, RecordHeaders.PROCESSED_AT)).isEqualTo("7");
    assertThat(header(written, RecordHeaders.CODE))
        .matches("\\d+\\.\\d+\\.\\d+(-SNAPSHOT)?(\\+[0-9a-f]{12}(-dirty)?)?");
  }

  private static Repetition repetition() {
    return new Repetition(new SourcePosition("tweets", 0, 2L), "id", null);
  }

  private static String header(ProducerRecord<byte[], byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), StandardCharsets.US_ASCII);
  }

  private static SchemaRegistryClient registry() {
    SchemaRegistryClient registry = new MockSchemaRegistryClient();
    SchemaRegistry.provision(registry, List.of(Topics.REPETITIONS));
    return registry;
  }
}
