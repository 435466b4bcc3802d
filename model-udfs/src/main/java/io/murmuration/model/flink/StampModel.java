package io.murmuration.model.flink;

import io.murmuration.model.lifecycle.ModelRevision;
import io.murmuration.model.lifecycle.ModelRouting;
import io.murmuration.model.lifecycle.ModelStamp;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.co.BroadcastProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Stamps each record with the models that it will meet: those of the last routing that holds for
 * the record's stamp. A routing that comes after records it is about is counted ({@code
 * lateRoutings}); what they met stands in their provenance.
 *
 * <p>A record may ask for a version by its name. It meets it if the job ships it or a command gave
 * it a role within the routings that are kept, so if it has passed its tests; else it goes as if it
 * had not asked.
 *
 * @param <R> the record
 * @param <S> the record with its {@link ModelStamp}
 */
public final class StampModel<R, S> extends BroadcastProcessFunction<R, ModelRouting, S> {
  /** By the stamp from which each holds; the newest few. */
  public static final MapStateDescriptor<Long, ModelRouting> ROUTINGS =
      new MapStateDescriptor<>("routings", Types.LONG, TypeInformation.of(ModelRouting.class));

  /** How many routings are known, the newest. */
  public static final int KEPT_ROUTINGS = 32;

  private final ModelRouting none;
  private final ModelRevision shipped;
  private final NewestStamps.StampMillisOf<R> stampOf;
  private final KeyOf<R> keyOf;
  private final AskedVersionOf<R> askedVersionOf;
  private final Joined<R, S> joined;
  private transient List<ModelRouting> newestFirst;
  private transient long newestStamp;
  private transient Counter lateRoutings;

  /** The key by which a canary takes its share. */
  public interface KeyOf<R> extends Serializable {
    String keyOf(R record);
  }

  /** The version that a record asks for, or null. */
  public interface AskedVersionOf<R> extends Serializable {
    String askedVersionOf(R record);
  }

  /** Joins a record with its stamp. */
  public interface Joined<R, S> extends Serializable {
    S of(R record, ModelStamp stamp);
  }

  public StampModel(
      String operator,
      ModelRevision shipped,
      NewestStamps.StampMillisOf<R> stampOf,
      KeyOf<R> keyOf,
      AskedVersionOf<R> askedVersionOf,
      Joined<R, S> joined) {
    this.none = ModelRouting.shipped(operator);
    this.shipped = shipped;
    this.stampOf = stampOf;
    this.keyOf = keyOf;
    this.askedVersionOf = askedVersionOf;
    this.joined = joined;
  }

  @Override
  public void open(OpenContext context) {
    newestStamp = Long.MIN_VALUE;
    lateRoutings = getRuntimeContext().getMetricGroup().counter("lateRoutings");
  }

  @Override
  public void processElement(R record, ReadOnlyContext context, Collector<S> out) throws Exception {
    if (newestFirst == null) {
      newestFirst = sorted(context.getBroadcastState(ROUTINGS).immutableEntries());
    }
    long stamp = stampOf.stampMillisOf(record);
    newestStamp = Math.max(newestStamp, stamp);
    out.collect(joined.of(record, stamp(record, stamp)));
  }

  private ModelStamp stamp(R record, long stampMillis) {
    String version = askedVersionOf.askedVersionOf(record);
    Optional<ModelRevision> asked = version == null ? Optional.empty() : known(version);
    return asked
        .map(ModelStamp::asked)
        .orElseGet(() -> routing(stampMillis).stamp(keyOf.keyOf(record), shipped));
  }

  private Optional<ModelRevision> known(String version) {
    return newestFirst.stream()
        .flatMap(routing -> routing.revision(version).stream())
        .findFirst()
        .or(() -> Optional.of(shipped).filter(each -> each.version().equals(version)));
  }

  @Override
  public void processBroadcastElement(ModelRouting routing, Context context, Collector<S> out)
      throws Exception {
    if (routing.fromMillis() <= newestStamp) {
      lateRoutings.inc();
    }
    BroadcastState<Long, ModelRouting> state = context.getBroadcastState(ROUTINGS);
    state.put(routing.fromMillis(), routing);
    newestFirst = sorted(state.immutableEntries());
    while (newestFirst.size() > KEPT_ROUTINGS) {
      state.remove(newestFirst.remove(newestFirst.size() - 1).fromMillis());
    }
  }

  private ModelRouting routing(long stamp) {
    for (ModelRouting each : newestFirst) {
      if (each.fromMillis() <= stamp) {
        return each;
      }
    }
    return none;
  }

  private static List<ModelRouting> sorted(Iterable<Map.Entry<Long, ModelRouting>> entries) {
    List<ModelRouting> routings = new ArrayList<>();
    entries.forEach(entry -> routings.add(entry.getValue()));
    routings.sort(Collections.reverseOrder(Comparator.comparingLong(ModelRouting::fromMillis)));
    return routings;
  }
}
