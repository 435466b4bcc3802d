package io.murmuration.cli.replay;

import io.murmuration.cli.kafka.CommittedRecords;
import io.murmuration.jobs.replay.ReplayWindow;
import io.murmuration.jobs.replay.ReplayedJob;
import io.murmuration.schemas.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/** From what a person gives, times or offsets, to the offsets that a replay reads. */
public final class ReplayWindows implements AutoCloseable {
  private static final Pattern FORM = Pattern.compile("([^:]+):(\\d{1,9}):(\\d{1,18})-(\\d{1,18})");

  private final Consumer<byte[], byte[]> consumer;
  private final List<Topic<?>> inputs;
  private final Duration warmUp;
  private final Duration runOut;
  private final Map<TopicPartition, Long> state;

  /**
   * @param warmUp what is read before the window, unless it begins with a state
   * @param state the checkpoint or savepoint that it begins with: all that came after is read; or
   *     null
   */
  public ReplayWindows(String bootstrap, ReplayedJob job, Duration warmUp, String state) {
    this(
        CommittedRecords.consumer(bootstrap),
        job,
        warmUp,
        state == null ? Map.of() : CheckpointOffsets.in(state));
  }

  /**
   * @param state where the sources stood in the state that it begins with; empty for none
   */
  ReplayWindows(
      Consumer<byte[], byte[]> consumer,
      ReplayedJob job,
      Duration warmUp,
      Map<TopicPartition, Long> state) {
    this.state = Map.copyOf(state);
    this.consumer = consumer;
    this.inputs = List.copyOf(job.inputs());
    this.warmUp = warmUp;
    this.runOut = job.runOut();
  }

  /** All partitions of all inputs between two stamps, the second left out. */
  public List<ReplayWindow> between(long fromMillis, long toMillis) {
    if (fromMillis >= toMillis) {
      throw new IllegalArgumentException("--from is not before --to");
    }
    List<TopicPartition> partitions = inputs.stream().flatMap(t -> partitions(t).stream()).toList();
    Map<TopicPartition, Long> from = offsetsAt(partitions, fromMillis);
    Map<TopicPartition, Long> to = offsetsAt(partitions, toMillis);
    Map<TopicPartition, Long> readTo = offsetsAt(partitions, toMillis + runOut.toMillis());
    Map<TopicPartition, Long> warm = offsetsAt(partitions, fromMillis - warmUp.toMillis());
    List<ReplayWindow> windows = new ArrayList<>();
    for (TopicPartition partition : partitions) {
      long begin = isCompacted(partition.topic()) ? beginning(partition) : warm.get(partition);
      begin = afterState(partition, begin, from.get(partition));
      windows.add(
          new ReplayWindow(
              partition.topic(),
              partition.partition(),
              begin,
              from.get(partition),
              to.get(partition),
              readTo.get(partition)));
    }
    return windows;
  }

  /**
   * @param ranges such as tweets:0:100-200, the last offset left out
   * @throws IllegalArgumentException naming the range that can't be read, or is not there
   */
  public List<ReplayWindow> of(List<String> ranges) {
    List<ReplayWindow> windows = new ArrayList<>();
    Set<TopicPartition> named = new HashSet<>();
    for (String range : ranges) {
      Matcher matcher = FORM.matcher(range);
      if (!matcher.matches()) {
        throw new IllegalArgumentException(
            "--offsets '%s' is not like tweets:0:100-200".formatted(range));
      }
      TopicPartition partition =
          new TopicPartition(matcher.group(1), Integer.parseInt(matcher.group(2)));
      if (!named.add(partition)) {
        throw new IllegalArgumentException("--offsets names %s twice".formatted(partition));
      }
      windows.add(
          window(partition, Long.parseLong(matcher.group(3)), Long.parseLong(matcher.group(4))));
    }
    inputs.forEach(input -> requireWindow(input, windows));
    return windows;
  }

  /**
   * Whether nothing that lies before them is unknown: each partition of each input is read from its
   * beginning, or from where the state stood.
   */
  public boolean leaveNothingOut(List<ReplayWindow> windows) {
    Set<TopicPartition> whole =
        windows.stream()
            .filter(window -> window.warmUpFrom() == 0 || !state.isEmpty())
            .map(window -> new TopicPartition(window.topic(), window.partition()))
            .collect(Collectors.toSet());
    return inputs.stream().allMatch(input -> whole.containsAll(partitions(input)));
  }

  /** An input that is not read at all would be state that is not there. */
  private static void requireWindow(Topic<?> input, List<ReplayWindow> windows) {
    if (windows.stream().noneMatch(window -> window.topic().equals(input.name()))) {
      throw new IllegalArgumentException(
          "the job reads %s too: name its --offsets, or give --from instead".formatted(input));
    }
  }

  private ReplayWindow window(TopicPartition partition, long from, long to) {
    Topic<?> topic =
        inputs.stream()
            .filter(input -> input.name().equals(partition.topic()))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "the job does not read %s: it reads %s"
                            .formatted(partition.topic(), inputs)));
    if (!partitions(topic).contains(partition)) {
      throw new IllegalArgumentException(
          "%s has no partition %d".formatted(topic, partition.partition()));
    }
    long beginning = beginning(partition);
    long end = consumer.endOffsets(List.of(partition)).get(partition);
    if (from < beginning || to > end || from > to) {
      throw new IllegalArgumentException(
          "%s:%d has committed records from %d to %d, not %d-%d"
              .formatted(topic, partition.partition(), beginning, end, from, to));
    }
    long begin =
        isCompacted(topic.name())
            ? beginning
            : Math.min(from, offsetBeside(partition, from, warmUp.negated()));
    begin = afterState(partition, begin, from);
    long readTo = Math.max(to, offsetBeside(partition, to, runOut));
    return new ReplayWindow(topic.name(), partition.partition(), begin, from, to, readTo);
  }

  /** What the state holds is not read again, and nothing that it lacks is left out. */
  private long afterState(TopicPartition partition, long begin, long from) {
    if (state.isEmpty()) {
      return begin;
    }
    long next = state.getOrDefault(partition, 0L);
    if (next > from) {
      throw new IllegalArgumentException(
          "--state was taken at %s:%d offset %d, after the window's begin at %d: name an earlier one"
              .formatted(partition.topic(), partition.partition(), next, from));
    }
    return Math.max(next, beginning(partition));
  }

  /** Of the first record that is so long after the one at an offset. */
  private long offsetBeside(TopicPartition partition, long offset, Duration after) {
    consumer.assign(List.of(partition));
    consumer.seek(partition, offset);
    var polled = consumer.poll(Duration.ofSeconds(5)).records(partition);
    if (polled.isEmpty()) {
      return offset;
    }
    long stamp = polled.get(0).timestamp() + after.toMillis();
    return offsetsAt(List.of(partition), stamp).get(partition);
  }

  private Map<TopicPartition, Long> offsetsAt(Collection<TopicPartition> partitions, long millis) {
    long at = Math.max(0, millis);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    var found =
        consumer.offsetsForTimes(partitions.stream().collect(Collectors.toMap(p -> p, p -> at)));
    return partitions.stream()
        .collect(
            Collectors.toMap(
                p -> p,
                p ->
                    found.get(p) == null
                        ? ends.get(p)
                        : Math.min(found.get(p).offset(), ends.get(p))));
  }

  private List<TopicPartition> partitions(Topic<?> topic) {
    return consumer.partitionsFor(topic.name()).stream()
        .map(info -> new TopicPartition(topic.name(), info.partition()))
        .toList();
  }

  private long beginning(TopicPartition partition) {
    return consumer.beginningOffsets(List.of(partition)).get(partition);
  }

  /** What is current now was written at any time. */
  private boolean isCompacted(String topic) {
    return inputs.stream()
        .anyMatch(
            input ->
                input.name().equals(topic)
                    && "compact".equals(input.config().get("cleanup.policy")));
  }

  @Override
  public void close() {
    consumer.close();
  }
}
