package io.murmuration.cli.replay;

import io.murmuration.jobs.replay.ReplayPlan;
import io.murmuration.jobs.replay.ReplayWindow;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** How far a replay is, by what its group has committed, and how long the rest takes. */
public final class ReplayProgress implements AutoCloseable {
  private static final int LOOKS = 30;

  private final Admin admin;
  private final String bootstrap;
  private final ReplayPlan plan;
  private final Deque<long[]> looks = new ArrayDeque<>();
  private int unansweredLooks;

  public ReplayProgress(String bootstrap, ReplayPlan plan) {
    this.admin =
        Admin.create(
            Map.of(
                "bootstrap.servers", bootstrap,
                "default.api.timeout.ms", 3_000,
                "request.timeout.ms", 2_500));
    this.bootstrap = bootstrap;
    this.plan = plan;
  }

  /** As of the newest checkpoint; nothing where the broker doesn't answer. */
  public OptionalLong read() throws InterruptedException {
    try {
      Map<TopicPartition, OffsetAndMetadata> committed =
          admin.listConsumerGroupOffsets(plan.group()).partitionsToOffsetAndMetadata().get();
      long read = 0;
      for (ReplayWindow window : plan.windows()) {
        var at = committed.get(new TopicPartition(window.topic(), window.partition()));
        if (at != null) {
          read += Math.max(0, Math.min(at.offset(), window.readTo()) - window.warmUpFrom());
        }
      }
      unansweredLooks = 0;
      return OptionalLong.of(read);
    } catch (ExecutionException e) {
      unansweredLooks++;
      return OptionalLong.empty();
    }
  }

  /** How often in a row the broker was asked and did not answer within three seconds. */
  public int unansweredLooks() {
    return unansweredLooks;
  }

  /** One line: share, rate, time left. */
  public String line() throws InterruptedException {
    long now = System.nanoTime();
    OptionalLong found = read();
    if (found.isEmpty()) {
      return "replay %s: the broker at %s does not answer".formatted(plan.id(), bootstrap);
    }
    long read = found.getAsLong();
    looks.addLast(new long[] {now, read});
    if (looks.size() > LOOKS) {
      looks.removeFirst();
    }
    double seconds = (now - looks.getFirst()[0]) / 1e9;
    double rate = seconds <= 0 ? 0 : (read - looks.getFirst()[1]) / seconds;
    return line(plan.id(), read, plan.records(), rate);
  }

  /**
   * @param rate of the last looks, records a second: none while the job, which reads ahead, works
   *     off what it has
   */
  static String line(String id, long read, long total, double rate) {
    if (read == 0) {
      return "replay %s: starting, %d records to read".formatted(id, total);
    }
    String pace =
        rate <= 0
            ? "at work on what was read"
            : "%.0f/s, %s left"
                .formatted(rate, text(Duration.ofSeconds(Math.round((total - read) / rate))));
    return "replay %s: %d of %d records, %.0f %%, %s"
        .formatted(id, read, total, total == 0 ? 100 : 100.0 * read / total, pace);
  }

  private static String text(Duration time) {
    return time.toMinutes() > 0
        ? "%d min %d s".formatted(time.toMinutes(), time.toSecondsPart())
        : time.toSeconds() + " s";
  }

  @Override
  public void close() {
    admin.close(Duration.ofSeconds(1));
  }
}
