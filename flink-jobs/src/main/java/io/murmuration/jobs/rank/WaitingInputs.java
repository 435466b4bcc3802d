package io.murmuration.jobs.rank;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;

/**
 * A key's inputs ahead of the watermark, in keyed state, by event time. Most are the only one of
 * their millisecond; each further one is an entry of its own, so that a burst is written and read
 * once, not once for each that comes after.
 */
final class WaitingInputs<I> {
  private final Class<I> type;

  /** The first of each time; an earlier release kept all of a time here. */
  private final MapState<Long, I[]> first;

  private final MapState<Long, Integer> furtherCount;
  private final MapState<Tuple2<Long, Integer>, I> further;

  WaitingInputs(RuntimeContext runtime, Class<I> type) {
    this.type = type;
    TypeInformation<I> input = TypeInformation.of(type);
    first =
        runtime.getMapState(
            new MapStateDescriptor<>("waiting", Types.LONG, Types.OBJECT_ARRAY(input)));
    furtherCount =
        runtime.getMapState(
            new MapStateDescriptor<>("waiting-further-count", Types.LONG, Types.INT));
    further =
        runtime.getMapState(
            new MapStateDescriptor<>("waiting-further", Types.TUPLE(Types.LONG, Types.INT), input));
  }

  /** Whether nothing else waits for that time. */
  boolean add(long atMillis, I input) throws Exception {
    if (!first.contains(atMillis)) {
      first.put(atMillis, only(input));
      return true;
    }
    Integer before = furtherCount.get(atMillis);
    int number = before == null ? 0 : before;
    further.put(Tuple2.of(atMillis, number), input);
    furtherCount.put(atMillis, number + 1);
    return false;
  }

  /** All of that time, in no order; they wait no longer. */
  List<I> take(long atMillis) throws Exception {
    I[] inputs = first.get(atMillis);
    if (inputs == null) {
      return List.of();
    }
    first.remove(atMillis);
    List<I> taken = new ArrayList<>();
    Collections.addAll(taken, inputs);
    Integer count = furtherCount.get(atMillis);
    if (count != null) {
      furtherCount.remove(atMillis);
      for (int number = 0; number < count; number++) {
        Tuple2<Long, Integer> key = Tuple2.of(atMillis, number);
        taken.add(further.get(key));
        further.remove(key);
      }
    }
    return taken;
  }

  @SuppressWarnings("unchecked") // an array of I's class is an I[]
  private I[] only(I input) {
    I[] array = (I[]) Array.newInstance(type, 1);
    array[0] = input;
    return array;
  }
}
