package io.murmuration.model.flink;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * How far a subtask's records have come: their newest stamp, in steps, for each operator that they
 * will meet.
 */
public final class NewestStamps<R> extends ProcessFunction<R, NewestStamp> {
  private final List<String> operators;
  private final StampMillisOf<R> stampOf;
  private final long stepMillis;
  private transient long told;
  private transient boolean any;

  /** A record's stamp, by which swaps happen. */
  public interface StampMillisOf<R> extends Serializable {
    long stampMillisOf(R record);
  }

  public NewestStamps(List<String> operators, StampMillisOf<R> stampOf, Duration step) {
    this.operators = List.copyOf(operators);
    this.stampOf = stampOf;
    this.stepMillis = step.toMillis();
  }

  @Override
  public void processElement(R record, Context context, Collector<NewestStamp> out) {
    long stamp = stampOf.stampMillisOf(record);
    if (!any || stamp >= told + stepMillis) {
      any = true;
      told = stamp;
      operators.forEach(operator -> out.collect(new NewestStamp(operator, stamp)));
    }
  }
}
