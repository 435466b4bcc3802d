package io.murmuration.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.murmuration.event.Follow;
import io.murmuration.event.Tweet;
import io.murmuration.schemas.UndecodableRecordException.Kind;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The registry is the Confluent client's own in-memory one; the real one is met in the integration
 * tests.
 */
class AvroCodecTest {
  private final SchemaRegistryClient registry = provisioned();
  private final AvroCodec<Tweet> codec = AvroCodec.of(Topics.TWEETS, registry);

  @Test
  void returnsWhatWasEncoded() throws Exception {
    Tweet tweet = tweet("👩🏽‍🚀 𝕳𝖊𝖑𝖑𝖔 مرحبا\u0000");

    assertThat(codec.decode(codec.encode(tweet))).isEqualTo(tweet);
  }

  @Test
  void writesConfluentsWireFormat() throws Exception {
    ByteBuffer bytes = ByteBuffer.wrap(codec.encode(tweet("x")));

    assertThat(bytes.get()).isZero();
    assertThat(bytes.getInt())
        .isEqualTo(registry.getId("tweets-value", new AvroSchema(Topics.TWEETS.schema())));
  }

  @Test
  void resolvesAnotherWritersSchemaToThisBuilds() throws Exception {
    Schema newer = with(Topics.TWEETS.schema(), "mood");
    GenericRecord record = new GenericData.Record(newer);
    for (Schema.Field field : Topics.TWEETS.schema().getFields()) {
      record.put(
          field.name(), field.hasDefaultValue() ? GenericData.get().getDefaultValue(field) : "t");
    }
    record.put("created_at", 1_000L);
    record.put("mood", "sunny");

    Tweet read = codec.decode(framed(registry.register("other", new AvroSchema(newer)), record));

    assertThat(read.getText()).isEqualTo("t");
    assertThat(read.getCreatedAt()).isEqualTo(Instant.ofEpochSecond(1));
  }

  @ParameterizedTest
  @CsvSource({
    "'', EMPTY_VALUE",
    "01, NOT_WIRE_FORMAT",
    "7b7d, NOT_WIRE_FORMAT",
    "0000, TRUNCATED",
    "00000f423f00, UNKNOWN_SCHEMA_ID",
    "0080000000, UNKNOWN_SCHEMA_ID"
  })
  void namesWhatIsWrongWithTheEnvelope(String hex, Kind kind) {
    byte[] bytes = java.util.HexFormat.of().parseHex(hex);

    assertThat(kindOf(bytes)).isEqualTo(kind);
  }

  @Test
  void refusesATombstone() {
    assertThat(kindOf(null)).isEqualTo(Kind.NULL_VALUE);
  }

  @Test
  void refusesEveryTruncation() {
    byte[] whole = codec.encode(tweet("hello"));

    for (int length = 5; length < whole.length; length++) {
      assertThat(kindOf(Arrays.copyOf(whole, length)))
          .as("%d bytes", length)
          .isEqualTo(Kind.TRUNCATED);
    }
  }

  @Test
  void refusesBytesAfterTheRecord() {
    byte[] whole = codec.encode(tweet("hello"));

    assertThat(kindOf(Arrays.copyOf(whole, whole.length + 1))).isEqualTo(Kind.TRAILING_BYTES);
  }

  @Test
  void refusesTextThatIsNotUtf8RatherThanChangeIt() {
    byte[] bytes = codec.encode(tweet("hello"));
    int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("hello");
    bytes[at] = (byte) 0xff;

    assertThat(kindOf(bytes)).isEqualTo(Kind.MALFORMED_UTF8);
  }

  @Test
  void refusesAnotherTopicsRecord() {
    byte[] follow =
        AvroCodec.of(Topics.FOLLOWS, registry).encode(new Follow("a", "b", Instant.EPOCH));

    assertThat(kindOf(follow)).isEqualTo(Kind.INCOMPATIBLE_SCHEMA);
  }

  @Test
  void allocatesNothingForALengthThatTheRecordDoesNotHave() {
    byte[] prefix = Arrays.copyOf(codec.encode(tweet("x")), 5);
    byte[] giantLength = {(byte) 0xfe, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x0f};
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(prefix);
    bytes.writeBytes(giantLength);

    assertThat(kindOf(bytes.toByteArray())).isIn(Kind.TRUNCATED, Kind.MALFORMED);
  }

  @Test
  void carriesOnAfterARefusal() throws Exception {
    Tweet tweet = tweet("after");

    kindOf(new byte[] {0, 0, 0, 0});

    assertThat(codec.decode(codec.encode(tweet))).isEqualTo(tweet);
  }

  @Property(tries = 2_000)
  void givesHostileBytesAKindAndNothingElse(
      @ForAll @Size(max = 64) byte[] noise, @ForAll @IntRange(max = 40) int at) {
    byte[] bytes = codec.encode(tweet("some text that is long enough"));
    System.arraycopy(
        noise,
        0,
        bytes,
        Math.min(at, bytes.length),
        Math.min(noise.length, bytes.length - Math.min(at, bytes.length)));

    try {
      codec.decode(bytes);
    } catch (UndecodableRecordException e) {
      assertThat(e.kind()).isNotNull();
      assertThat(e.getMessage()).startsWith("tweets: ");
    }
  }

  @Test
  void blamesNoRecordForARegistryThatDoesNotAnswer() {
    SchemaRegistryClient nobody = SchemaRegistry.connect("http://127.0.0.1:1");
    byte[] good = codec.encode(tweet("x"));

    assertThatThrownBy(() -> AvroCodec.of(Topics.TWEETS, nobody).decode(good))
        .isInstanceOf(RegistryUnavailableException.class);
  }

  private Kind kindOf(byte[] bytes) {
    return catchThrowableOfType(UndecodableRecordException.class, () -> codec.decode(bytes)).kind();
  }

  private static Tweet tweet(String text) {
    return Tweet.newBuilder()
        .setTweetId("t1")
        .setAuthorId("a1")
        .setText(text)
        .setCreatedAt(Instant.parse("2026-01-05T08:00:00.123Z"))
        .setUrls(List.of("https://example.com/ü"))
        .build();
  }

  private static Schema with(Schema schema, String extra) {
    var fields = SchemaBuilder.record(schema.getName()).namespace(schema.getNamespace()).fields();
    schema
        .getFields()
        .forEach(
            f -> {
              var field = fields.name(f.name()).type(f.schema());
              if (f.hasDefaultValue()) {
                field.withDefault(GenericData.get().getDefaultValue(f));
              } else {
                field.noDefault();
              }
            });
    return fields.optionalString(extra).endRecord();
  }

  private static byte[] framed(int id, GenericRecord record) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(ByteBuffer.allocate(5).put((byte) 0).putInt(id).array());
    var encoder = EncoderFactory.get().directBinaryEncoder(out, null);
    new GenericDatumWriter<GenericRecord>(record.getSchema()).write(record, encoder);
    return out.toByteArray();
  }

  private static SchemaRegistryClient provisioned() {
    SchemaRegistryClient registry = new MockSchemaRegistryClient();
    SchemaRegistry.provision(registry, Topics.all());
    return registry;
  }
}
