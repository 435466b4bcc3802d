package io.murmuration.cli.top;

import io.murmuration.devstack.FlinkRest;
import io.murmuration.devstack.StackAddresses;
import io.murmuration.loadgen.LoadTarget;
import io.murmuration.schemas.Topic;
import io.murmuration.schemas.Topics;
import java.util.ArrayList;
import java.util.List;

/** All that top shows, from Kafka, Flink and the outputs. */
public final class StackView implements AutoCloseable {
  private static final List<Topic<?>> OUTPUTS =
      List.of(
          Topics.TWEETS_ENRICHED,
          Topics.TIMELINES_RANKED,
          Topics.ADS_CREATIVES,
          Topics.DEAD_LETTERS,
          Topics.REPETITIONS);

  private final KafkaView kafka;
  private final FlinkView flink;
  private final List<OutputWatch> outputs = new ArrayList<>();

  /** What is seen at one moment. */
  public record Look(
      List<Snapshots.Input> inputs, List<Snapshots.Output> outputs, List<Snapshots.Job> jobs) {}

  public StackView(StackAddresses stack) {
    kafka = new KafkaView(stack.bootstrap());
    flink = new FlinkView(new FlinkRest(stack.flinkUrl()));
    LoadTarget target = new LoadTarget(stack.bootstrap(), stack.registryUrl());
    OUTPUTS.forEach(topic -> outputs.add(new OutputWatch(target, topic)));
  }

  public Look look() throws InterruptedException {
    return new Look(kafka.look(), outputs.stream().map(OutputWatch::look).toList(), flink.look());
  }

  @Override
  public void close() {
    kafka.close();
    outputs.forEach(OutputWatch::close);
  }
}
