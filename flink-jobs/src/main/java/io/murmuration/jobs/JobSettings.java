package io.murmuration.jobs;

import java.time.Duration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Flink's settings that belong to the jobs themselves, live and in a replay. */
public final class JobSettings {
  /**
   * Each record is offered to the next task at once; while that one is busy, its buffer fills. With
   * any other number Flink keeps a thread for every hop of every subtask, which wakes that often
   * whether there are records or not: a hundred of them took a sixth of a two-core machine.
   */
  private static final long AT_ONCE = 0;

  private JobSettings() {}

  public static void apply(StreamExecutionEnvironment environment, Duration watermarkEvery) {
    environment.getConfig().enableObjectReuse();
    environment.getConfig().setAutoWatermarkInterval(watermarkEvery.toMillis());
    environment.setBufferTimeout(AT_ONCE);
  }
}
