package io.murmuration.model.flink;

import java.io.Serializable;
import java.time.Duration;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * How far a subtask's records have come: their newest stamp, in steps, for {@link ModelControl}.
 */
public final class NewestStamps<R> extends ProcessFunction<R, Long> {
  private final StampMillisOf<R> stampOf;
  private final long stepMillis;
  private transient long told;
  private transient boolean any;

  /** A record's stamp, by which swaps happen. */
  public interface StampMillisOf<R> extends Serializable {
    long stampMillisOf(R record);
  }

  public NewestStamps(StampMillisOf<R> stampOf, Duration step) {
    this.stampOf = stampOf;
    this.stepMillis = step.toMillis();
  }

  @Override
  public void processElement(R record, Context context, Collector<Long> out) {
    long stamp = stampOf.stampMillisOf(record);
    if (!any || stamp >= told + stepMillis) {
      any = true;
      told = stamp;
      out.collect(stamp);
    }
  }
}
