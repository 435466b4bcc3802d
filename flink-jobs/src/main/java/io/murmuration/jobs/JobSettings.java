package io.murmuration.jobs;

import java.time.Duration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Flink's settings that belong to the jobs themselves, live and in a replay. */
public final class JobSettings {
  private JobSettings() {}

  public static void apply(StreamExecutionEnvironment environment, Duration watermarkEvery) {
    environment.getConfig().enableObjectReuse();
    environment.getConfig().setAutoWatermarkInterval(watermarkEvery.toMillis());
  }
}
