package io.murmuration.jobs.rank;

import io.murmuration.jobs.RawRecord;
import java.io.Serializable;
import java.util.List;
import java.util.function.Function;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.source.legacy.SourceFunction;
import org.apache.flink.streaming.api.watermark.Watermark;

/** Records of a {@link SmallWorld} up to a time; then it waits until it is stopped. */
@SuppressWarnings("deprecation") // Flink's newer sources can't wait where a test wants them to
final class PausingSource implements SourceFunction<RawRecord>, CheckpointedFunction {
  private static final long serialVersionUID = 1;

  /** Which of the world's topics. */
  interface Choice extends Function<SmallWorld, List<RawRecord>>, Serializable {}

  private final int posts;
  private final Choice choice;
  private final long shiftMillis;
  private final long pauseAtMillis;
  private transient ListState<Integer> position;
  private int next;
  private volatile boolean running = true;

  /**
   * @param shiftMillis from stamps to watermarks
   * @param pauseAtMillis {@link Long#MAX_VALUE}: ends after the last record
   */
  PausingSource(int posts, Choice choice, long shiftMillis, long pauseAtMillis) {
    this.posts = posts;
    this.choice = choice;
    this.shiftMillis = shiftMillis;
    this.pauseAtMillis = pauseAtMillis;
  }

  @Override
  public void run(SourceContext<RawRecord> context) throws InterruptedException {
    List<RawRecord> records = choice.apply(SmallWorld.of(posts));
    while (running && next < records.size()) {
      long stamp = records.get(next).timestampMillis();
      if (stamp >= pauseAtMillis) {
        emitWatermark(context, pauseAtMillis);
        while (running) {
          Thread.sleep(1);
        }
        return;
      }
      synchronized (context.getCheckpointLock()) {
        context.collectWithTimestamp(records.get(next++), stamp);
      }
      emitWatermark(context, stamp);
    }
  }

  private void emitWatermark(SourceContext<RawRecord> context, long stamp) {
    context.emitWatermark(new Watermark(stamp + shiftMillis - 1));
  }

  @Override
  public void cancel() {
    running = false;
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    position.update(List.of(next));
  }

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    position =
        context
            .getOperatorStateStore()
            .getListState(new ListStateDescriptor<>("position", Types.INT));
    for (int each : position.get()) {
      next = each;
    }
  }
}
