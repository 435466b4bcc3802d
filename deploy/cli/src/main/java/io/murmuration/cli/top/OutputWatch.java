package io.murmuration.cli.top;

import io.murmuration.cli.kafka.CommittedRecords;
import io.murmuration.loadgen.LatencyProbe;
import io.murmuration.loadgen.LoadTarget;
import io.murmuration.schemas.RecordHeaders;
import io.murmuration.schemas.Topic;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** Follows one output: how much comes, and how old it is when it is made and when it is seen. */
final class OutputWatch implements AutoCloseable {
  private static final int SAMPLES = 4_000;

  private final String topic;
  private final LatencyProbe probe;
  private final CommittedRecords records;
  private final Deque<Long> made = new ArrayDeque<>();
  private long lastNanos = System.nanoTime();
  private long fresh;

  OutputWatch(LoadTarget target, Topic<?> output) {
    topic = output.name();
    probe = LatencyProbe.follow(target, output);
    records = new CommittedRecords(target.bootstrap(), topic).toEnd();
  }

  Snapshots.Output look() {
    fresh = 0;
    records.poll(Duration.ofMillis(1), this::take);
    records.readToEnd(this::take);
    long now = System.nanoTime();
    double perSecond = fresh * 1e9 / Math.max(1, now - lastNanos);
    lastNanos = now;
    var seen = probe.latest();
    return new Snapshots.Output(
        topic, perSecond, seen.p50Millis(), seen.p99Millis(), quantile(0.5), quantile(0.99));
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    fresh++;
    OptionalLong sent = millis(record, RecordHeaders.INTENDED_SEND_TIME);
    OptionalLong processed = millis(record, RecordHeaders.PROCESSED_AT);
    if (sent.isPresent() && processed.isPresent()) {
      made.addLast(Math.max(0, processed.getAsLong() - sent.getAsLong()));
      if (made.size() > SAMPLES) {
        made.removeFirst();
      }
    }
  }

  private static OptionalLong millis(ConsumerRecord<byte[], byte[]> record, String header) {
    Header found = record.headers().lastHeader(header);
    return found == null ? OptionalLong.empty() : RecordHeaders.toMillis(found.value());
  }

  private double quantile(double share) {
    long[] sorted = made.stream().mapToLong(Long::longValue).sorted().toArray();
    return sorted.length == 0
        ? Double.NaN
        : sorted[(int) Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  }

  @Override
  public void close() {
    probe.close();
    records.close();
  }
}
