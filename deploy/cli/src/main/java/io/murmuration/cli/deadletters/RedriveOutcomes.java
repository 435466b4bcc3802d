package io.murmuration.cli.deadletters;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.murmuration.cli.diff.Provenances;
import io.murmuration.cli.kafka.CommittedRecords;
import io.murmuration.cli.reconcile.Reconciled;
import io.murmuration.event.DeadLetter;
import io.murmuration.event.Redrive;
import io.murmuration.event.Repetition;
import io.murmuration.event.SourcePosition;
import io.murmuration.loadgen.LoadTarget;
import io.murmuration.schemas.AvroCodec;
import io.murmuration.schemas.Positions;
import io.murmuration.schemas.SchemaRegistry;
import io.murmuration.schemas.Topic;
import io.murmuration.schemas.Topics;
import io.murmuration.schemas.UndecodableRecordException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Watches the outputs from when it was made for what becomes of records that were sent back. */
public final class RedriveOutcomes implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);
  private static final List<Topic<?>> FATES =
      List.of(
          Topics.TWEETS_ENRICHED,
          Topics.TIMELINES_RANKED,
          Topics.ADS_CREATIVES,
          Topics.DEAD_LETTERS,
          Topics.REPETITIONS);

  private record Watched(Topic<?> topic, CommittedRecords records, AvroCodec<?> codec) {}

  private final List<Watched> watched = new ArrayList<>();
  private final Map<String, String> fates = new HashMap<>();

  /** To be made before anything is sent. */
  public RedriveOutcomes(LoadTarget target) {
    SchemaRegistryClient registry = SchemaRegistry.connect(target.registryUrl());
    for (Topic<?> topic : FATES) {
      watched.add(
          new Watched(
              topic,
              new CommittedRecords(target.bootstrap(), topic.name()).toEnd(),
              AvroCodec.of(topic, registry)));
    }
  }

  /**
   * Waits until each that has one has met it, or for no longer than that.
   *
   * @return by where it was sent: the output's topic and models, why it died again, or that its
   *     topic has no fate to wait for: what comes of it may be nothing
   */
  public Map<String, String> await(List<Redrive> sent, BooleanSupplier more) {
    Map<String, String> found = new HashMap<>();
    do {
      for (Watched one : watched) {
        one.records().poll(POLL, record -> see(one, record));
      }
      for (Redrive redrive : sent) {
        String at = Positions.text(redrive.getSentTo());
        if (fates.containsKey(at)) {
          found.put(at, fates.get(at));
        }
      }
    } while (!sent.stream().allMatch(each -> isSettled(each, found)) && more.getAsBoolean());
    for (Redrive redrive : sent) {
      String topic = redrive.getSentTo().getTopic();
      if (!hasFate(topic)) {
        found.putIfAbsent(
            Positions.text(redrive.getSentTo()),
            "sent; %s has no fate to wait for".formatted(topic));
      }
    }
    return found;
  }

  private static boolean isSettled(Redrive redrive, Map<String, String> found) {
    SourcePosition at = redrive.getSentTo();
    return found.containsKey(Positions.text(at)) || !hasFate(at.getTopic());
  }

  /** Of the others nothing but a dead letter names each input. */
  private static boolean hasFate(String topic) {
    return Arrays.stream(Reconciled.values()).anyMatch(each -> each.input().name().equals(topic));
  }

  private void see(Watched one, ConsumerRecord<byte[], byte[]> record) {
    if (record.value() == null) {
      return;
    }
    try {
      SpecificRecord value = one.codec().decode(record.value());
      Provenances.source(value)
          .ifPresent(at -> fates.put(Positions.text(at), name(one.topic(), value)));
    } catch (UndecodableRecordException e) {
      throw new IllegalStateException(one.topic() + ": " + e.getMessage(), e);
    }
  }

  private static String name(Topic<?> topic, SpecificRecord value) {
    if (value instanceof DeadLetter letter) {
      return "dead letter again (%s %s)".formatted(letter.getStage(), letter.getErrorKind());
    }
    if (value instanceof Repetition) {
      return "repetition";
    }
    String models =
        Provenances.models(value).stream()
            .map(model -> model.getName() + " " + model.getVersion())
            .collect(Collectors.joining(", "));
    return models.isEmpty() ? topic.name() : topic + " by " + models;
  }

  @Override
  public void close() {
    watched.forEach(one -> one.records().close());
  }
}
