package io.murmuration.cli.views;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.murmuration.cli.kafka.CommittedRecords;
import io.murmuration.loadgen.LoadTarget;
import io.murmuration.schemas.AvroCodec;
import io.murmuration.schemas.SchemaRegistry;
import io.murmuration.schemas.Topic;
import io.murmuration.schemas.UndecodableRecordException;
import io.murmuration.schemas.json.PlainJson;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Asks feed-view for every key of a topic and holds the answer against the topic's last committed
 * value of it. Memory is that of the keys. For one thread.
 */
public final class ViewAudit {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;

  private final LoadTarget target;
  private final SchemaRegistryClient registry;
  private final FeedClient feed;

  private record Place(int partition, long offset) {}

  /** Keys that were asked for, and what was wrong with the answers of those that differ. */
  public record Result(long keys, Map<String, String> differing) {}

  /**
   * @param feedUrl for example http://127.0.0.1:8080
   */
  public ViewAudit(LoadTarget target, String feedUrl) {
    this.target = target;
    this.registry = SchemaRegistry.connect(target.registryUrl());
    this.feed = new FeedClient(feedUrl);
  }

  /**
   * @param path of the view, before the key
   * @param progress told the number of keys asked for, now and then
   */
  public <T extends SpecificRecord> Result of(Topic<T> topic, String path, Consumer<Long> progress)
      throws IOException, InterruptedException {
    Map<String, Place> last = last(topic);
    AvroCodec<T> codec = AvroCodec.of(topic, registry);
    Map<String, String> differing = new TreeMap<>();
    long[] asked = {0};
    try (CommittedRecords records = new CommittedRecords(target.bootstrap(), topic.name())) {
      records.readToEnd(
          record -> {
            String key = key(record);
            if (new Place(record.partition(), record.offset()).equals(last.get(key))) {
              String wrong = compared(path, key, expected(record, codec));
              if (wrong != null) {
                differing.put(key, wrong);
              }
              progress.accept(++asked[0]);
            }
          });
    }
    return new Result(asked[0], differing);
  }

  private Map<String, Place> last(Topic<?> topic) {
    Map<String, Place> last = new HashMap<>();
    try (CommittedRecords records = new CommittedRecords(target.bootstrap(), topic.name())) {
      records.readToEnd(
          record -> last.put(key(record), new Place(record.partition(), record.offset())));
    }
    return last;
  }

  private static String key(ConsumerRecord<byte[], byte[]> record) {
    return new String(record.key(), StandardCharsets.UTF_8);
  }

  /** Null where the topic took it back. */
  private static JsonNode expected(ConsumerRecord<byte[], byte[]> record, AvroCodec<?> codec) {
    try {
      return record.value() == null ? null : PlainJson.write(codec.decode(record.value()));
    } catch (UndecodableRecordException e) {
      throw new IllegalStateException(
          "%s:%d:%d: %s"
              .formatted(record.topic(), record.partition(), record.offset(), e.getMessage()),
          e);
    }
  }

  /** Null where the answer is what it should be. */
  private String compared(String path, String key, JsonNode expected) {
    try {
      HttpResponse<String> answer = feed.get(path + URLEncoder.encode(key, StandardCharsets.UTF_8));
      if (answer.statusCode() != (expected == null ? NOT_FOUND : OK)) {
        return "answers " + answer.statusCode();
      }
      // Both are read from text: a number has one form only there.
      boolean same =
          expected == null
              || JSON.readTree(answer.body()).equals(JSON.readTree(expected.toString()));
      return same ? null : "answers another value";
    } catch (IOException e) {
      return "doesn't answer: " + e.getMessage();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "was not asked for";
    }
  }
}
