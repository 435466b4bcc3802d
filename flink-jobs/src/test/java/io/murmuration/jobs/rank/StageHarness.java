package io.murmuration.jobs.rank;

import io.murmuration.jobs.rank.stages.Ordered;
import io.murmuration.jobs.rank.stages.Origin;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;

/** One of the job's operators, its inputs and watermarks by hand. */
final class StageHarness<I extends Ordered, O> implements AutoCloseable {
  private final KeyedOneInputStreamOperatorTestHarness<String, I, O> harness;
  private int taken;

  StageHarness(InOrder<I, O> stage) throws Exception {
    this(stage, null);
  }

  /**
   * @param left of another run, or null
   */
  private StageHarness(InOrder<I, O> stage, OperatorSubtaskState left) throws Exception {
    harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(stage), Ordered::key, Types.STRING);
    if (left != null) {
      harness.initializeState(left);
    }
    harness.open();
  }

  /** Goes on from a checkpoint that is taken now. */
  StageHarness<I, O> restarted(InOrder<I, O> stage) throws Exception {
    OperatorSubtaskState left = harness.snapshot(1, 1);
    harness.close();
    return new StageHarness<>(stage, left);
  }

  static Origin origin(long atMillis) {
    return new Origin("topic", 0, atMillis, atMillis, false, Origin.UNKNOWN);
  }

  void input(I input) throws Exception {
    harness.processElement(input, input.origin().atMillis());
  }

  /** All of up to then was there. */
  void reach(long millis) throws Exception {
    harness.processWatermark(millis);
  }

  /** What came out since the last call. */
  List<O> taken() {
    List<O> all = harness.extractOutputValues();
    List<O> fresh = new ArrayList<>(all.subList(taken, all.size()));
    taken = all.size();
    return fresh;
  }

  <S> List<S> side(OutputTag<S> tag) {
    var side = harness.getSideOutput(tag);
    return side == null ? List.of() : side.stream().map(StreamRecord::getValue).toList();
  }

  int keyedStateEntries() {
    return harness.numKeyedStateEntries();
  }

  @Override
  public void close() throws Exception {
    harness.close();
  }
}
