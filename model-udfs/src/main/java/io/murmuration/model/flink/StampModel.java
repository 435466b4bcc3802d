package io.murmuration.model.flink;

import io.murmuration.model.lifecycle.ModelRevision;
import io.murmuration.model.lifecycle.ModelRouting;
import io.murmuration.model.lifecycle.ModelStamp;
import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.co.BroadcastProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Stamps each record with the models that it will meet, one of each operator: those of the last
 * routing that holds for the record's stamp. A routing that comes after records it is about is
 * counted ({@code lateRoutings}); what they met stands in their provenance.
 *
 * <p>A record may ask for a version by its name. It meets it if the job ships it or a command gave
 * it a role within the routings that are kept, so if it has passed its tests; else it goes as if it
 * had not asked.
 *
 * @param <R> the record
 * @param <S> the record with its {@link ModelStamp}s
 */
public final class StampModel<R, S> extends BroadcastProcessFunction<R, ModelRouting, S> {
  /** How many routings of an operator are known, the newest. */
  public static final int KEPT_ROUTINGS = 32;

  /** Its state is from before other operators had any, and is found again by its name. */
  private static final String FIRST_OPERATOR = "encoder";

  private final List<ModelRevision> shipped;
  private final NewestStamps.StampMillisOf<R> stampOf;
  private final KeyOf<R> keyOf;
  private final AskedVersionOf<R> askedVersionOf;
  private final Joined<R, S> joined;
  private transient Map<String, KnownRoutings> known;
  private transient boolean restored;
  private transient long newestStamp;
  private transient Counter lateRoutings;

  /** The key by which a canary takes its share. */
  public interface KeyOf<R> extends Serializable {
    String keyOf(R record);
  }

  /** The version of an operator's model that a record asks for, or null. */
  public interface AskedVersionOf<R> extends Serializable {
    String askedVersionOf(R record, String operator);
  }

  /** Joins a record with its stamps, by operator. */
  public interface Joined<R, S> extends Serializable {
    S of(R record, Map<String, ModelStamp> stamps);
  }

  /**
   * @param shipped of each operator
   */
  public StampModel(
      List<ModelRevision> shipped,
      NewestStamps.StampMillisOf<R> stampOf,
      KeyOf<R> keyOf,
      AskedVersionOf<R> askedVersionOf,
      Joined<R, S> joined) {
    this.shipped = List.copyOf(shipped);
    this.stampOf = stampOf;
    this.keyOf = keyOf;
    this.askedVersionOf = askedVersionOf;
    this.joined = joined;
  }

  /** An operator's newest routings, by the stamp from which each holds. */
  public static MapStateDescriptor<Long, ModelRouting> routings(String operator) {
    String name = operator.equals(FIRST_OPERATOR) ? "routings" : "routings-" + operator;
    return new MapStateDescriptor<>(name, Types.LONG, TypeInformation.of(ModelRouting.class));
  }

  @Override
  public void open(OpenContext context) {
    newestStamp = Long.MIN_VALUE;
    lateRoutings = getRuntimeContext().getMetricGroup().counter("lateRoutings");
    known = new HashMap<>();
    shipped.forEach(each -> known.put(each.name(), new KnownRoutings(each)));
  }

  @Override
  public void processElement(R record, ReadOnlyContext context, Collector<S> out) throws Exception {
    if (!restored) {
      for (KnownRoutings each : known.values()) {
        each.read(context.getBroadcastState(routings(each.operator())).immutableEntries());
      }
      restored = true;
    }
    long stamp = stampOf.stampMillisOf(record);
    newestStamp = Math.max(newestStamp, stamp);
    String key = keyOf.keyOf(record);
    Map<String, ModelStamp> stamps = new HashMap<>();
    for (KnownRoutings each : known.values()) {
      String asked = askedVersionOf.askedVersionOf(record, each.operator());
      stamps.put(each.operator(), each.stamp(stamp, key, asked));
    }
    out.collect(joined.of(record, stamps));
  }

  @Override
  public void processBroadcastElement(ModelRouting routing, Context context, Collector<S> out)
      throws Exception {
    KnownRoutings routings = known.get(routing.operator());
    if (routing.fromMillis() <= newestStamp) {
      lateRoutings.inc();
    }
    BroadcastState<Long, ModelRouting> state =
        context.getBroadcastState(routings(routing.operator()));
    state.put(routing.fromMillis(), routing);
    routings.read(state.immutableEntries());
    for (Long old : routings.forget(KEPT_ROUTINGS)) {
      state.remove(old);
    }
  }
}
