package io.murmuration.jobs.replay;

import io.murmuration.model.inference.ComputeDevice;
import io.murmuration.model.lifecycle.RoutingTable;
import io.murmuration.schemas.ReplayTopics;
import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * All that decides what a replay writes; offsets, never times, so that it is the same when resumed.
 *
 * @param models by operator: which version computes which record
 * @param template a file of another brief template than that of the day, or null
 * @param recordsPerSecond of all inputs together; 0 for as fast as it goes
 * @param initialState a checkpoint or savepoint of the job, or null to begin with none
 * @param stateIsWhole whether nothing before the windows could matter: they begin where the topics
 *     do
 * @param device of the models that can be on a GPU; of a plan that names none, the CPU
 */
public record ReplayPlan(
    String id,
    String job,
    List<ReplayWindow> windows,
    Map<String, RoutingTable> models,
    String template,
    double recordsPerSecond,
    String initialState,
    boolean stateIsWhole,
    int parallelism,
    ComputeDevice device)
    implements Serializable {
  public ReplayPlan {
    new ReplayTopics(id);
    windows = List.copyOf(windows);
    models = Map.copyOf(models);
    device = device == null ? ComputeDevice.CPU : device;
    if (windows.isEmpty()) {
      throw new IllegalArgumentException("there is nothing to replay: no partition has a window");
    }
    if (!(recordsPerSecond >= 0) || Double.isInfinite(recordsPerSecond)) {
      throw new IllegalArgumentException("not a rate: " + recordsPerSecond);
    }
    if (parallelism < 1) {
      throw new IllegalArgumentException("parallelism must be at least 1: " + parallelism);
    }
  }

  /** The consumer group of this replay alone. */
  public String group() {
    return "murmuration-replay-" + id;
  }

  /** That are read, warm-up and run-out included; at most: compaction leaves gaps. */
  public long records() {
    return windows.stream().mapToLong(ReplayWindow::records).sum();
  }

  /** A topic's part of the rate is that of its records: all inputs come to their ends together. */
  double recordsPerSecond(String topic) {
    long all = records();
    long own =
        windows.stream()
            .filter(window -> window.topic().equals(topic))
            .mapToLong(ReplayWindow::records)
            .sum();
    return all == 0 ? recordsPerSecond : recordsPerSecond * own / all;
  }

  public ReplayTopics topics() {
    return new ReplayTopics(id);
  }
}
