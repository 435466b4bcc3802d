package io.murmuration.cli.bench.crayfish;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The benchmark's own topics on its own broker; no job of the product knows them. */
record CrayfishTopics(String bootstrap) {
  /** Data points that differ; the backlog repeats them. */
  private static final int DISTINCT = 1_000;

  private static final short ONE_COPY = 1;

  /** One partition, as one replica reads it. */
  void create(String topic) throws InterruptedException {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
      admin.createTopics(List.of(new NewTopic(topic, 1, ONE_COPY))).all().get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the topic " + topic + " can't be made", e.getCause());
    }
  }

  void delete(String topic) throws InterruptedException {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
      admin.deleteTopics(List.of(topic)).all().get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the topic " + topic + " can't be deleted", e.getCause());
    }
  }

  void fill(String topic, List<byte[]> rows, int records) throws InterruptedException {
    create(topic);
    Map<String, Object> settings =
        Map.of("bootstrap.servers", bootstrap, "linger.ms", 5, "batch.size", 256 << 10);
    try (var producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (int i = 0; i < records; i++) {
        producer.send(new ProducerRecord<>(topic, rows.get(i % rows.size())));
      }
      producer.flush();
    }
  }

  /** Random numbers from 0 to 1, as in the paper. */
  static List<byte[]> rows(RowFormat format) throws IOException {
    SplittableRandom random = new SplittableRandom(2);
    List<byte[]> rows = new ArrayList<>();
    for (int i = 0; i < DISTINCT; i++) {
      float[] features = new float[Network.INPUTS];
      for (int j = 0; j < features.length; j++) {
        features[j] = (float) random.nextDouble();
      }
      rows.add(format.write(new Scored(i, features, null)));
    }
    return rows;
  }
}
