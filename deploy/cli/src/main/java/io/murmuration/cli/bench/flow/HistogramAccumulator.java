package io.murmuration.cli.bench.flow;

import java.io.Serializable;
import org.HdrHistogram.Histogram;
import org.apache.flink.api.common.accumulators.Accumulator;

/** Microseconds of a job's subtasks together. */
final class HistogramAccumulator implements Accumulator<Long, HistogramAccumulator.Found> {
  private static final long LONGEST_MICROS = 3_600_000_000L;
  private static final int DIGITS = 3;

  /** What was found so far. */
  record Found(Histogram micros) implements Serializable {}

  private Histogram micros = new Histogram(LONGEST_MICROS, DIGITS);

  @Override
  public void add(Long value) {
    micros.recordValue(Math.max(0, Math.min(LONGEST_MICROS, value)));
  }

  @Override
  public Found getLocalValue() {
    return new Found(micros.copy());
  }

  @Override
  public void resetLocal() {
    micros.reset();
  }

  @Override
  public void merge(Accumulator<Long, Found> other) {
    micros.add(other.getLocalValue().micros());
  }

  @Override
  public Accumulator<Long, Found> clone() {
    HistogramAccumulator copy = new HistogramAccumulator();
    copy.micros = micros.copy();
    return copy;
  }
}
