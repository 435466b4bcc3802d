package io.murmuration.jobs.replay;

import io.murmuration.event.SourcePosition;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/**
 * How far into each window results have come, those of the warm-up included: a job may have read
 * all of its input long before. Written by the sink's thread, read by those of metrics.
 */
public final class ResultPositions {
  /** A gauge for each window: the highest offset with a result, or -1; scoped as Kafka's are. */
  public static final String METRIC = "resultOffset";

  /** The scopes of a gauge, as the Kafka source names them. */
  public static final String TOPIC = "topic";

  public static final String PARTITION = "partition";

  private final List<ReplayWindow> windows;
  private final AtomicLongArray offsets;

  ResultPositions(List<ReplayWindow> windows, MetricGroup metrics) {
    this.windows = windows;
    this.offsets = new AtomicLongArray(windows.size());
    for (int i = 0; i < windows.size(); i++) {
      int window = i;
      offsets.set(window, -1);
      metrics
          .addGroup(TOPIC, windows.get(window).topic())
          .addGroup(PARTITION, Integer.toString(windows.get(window).partition()))
          .gauge(METRIC, (Gauge<Long>) () -> offsets.get(window));
    }
  }

  void reached(SourcePosition position) {
    for (int i = 0; i < windows.size(); i++) {
      if (windows.get(i).isOf(position) && position.getOffset() > offsets.get(i)) {
        offsets.set(i, position.getOffset());
      }
    }
  }
}
