package io.murmuration.cli.deadletters;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.murmuration.event.DeadLetter;
import io.murmuration.event.RecordHeader;
import io.murmuration.schemas.Topic;
import io.murmuration.schemas.Topics;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;

/** One dead letter with all that is known of it. */
public final class LetterText {
  private LetterText() {}

  public static List<String> lines(DeadLetter letter, SchemaRegistryClient registry) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s refused at %s: %s"
            .formatted(DeadLetterTopic.keyOf(letter), letter.getStage(), letter.getErrorKind()));
    lines.add("  " + letter.getMessage());
    lines.add(
        "  attempts %d, model %s".formatted(letter.getAttempts(), LetterFilter.modelOf(letter)));
    lines.add("key    " + text(letter.getOriginalKey()));
    for (RecordHeader header : letter.getHeaders()) {
      lines.add("header %s = %s".formatted(header.getKey(), text(header.getValue())));
    }
    lines.add("value");
    Schema ours =
        Topics.byName(letter.getSource().getTopic())
            .map(Topic::schema)
            .orElse(Schema.create(Schema.Type.BYTES));
    lines.addAll(new PartialDecoder(registry, ours).lines(bytes(letter.getOriginalValue())));
    return lines;
  }

  static byte[] bytes(ByteBuffer buffer) {
    if (buffer == null) {
      return null;
    }
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }

  private static String text(ByteBuffer buffer) {
    return buffer == null ? "null" : new String(bytes(buffer), StandardCharsets.UTF_8);
  }
}
