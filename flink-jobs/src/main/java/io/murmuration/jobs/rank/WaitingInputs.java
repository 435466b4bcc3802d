package io.murmuration.jobs.rank;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;

/**
 * A key's inputs ahead of the watermark, in keyed state, by event time. Most are the only one of
 * their millisecond; each further one is an entry of its own, so that a burst is written and read
 * once, not once for each that comes after. How many wait for a time is known of the times that
 * were added to of late, so that a burst reads nothing either.
 */
final class WaitingInputs<I> {
  private static final int TIMES_KNOWN = 4_096;

  private record Time(String key, long millis) {}

  private final Class<I> type;

  /** The first of each time; an earlier release kept all of a time here. */
  private final MapState<Long, I[]> first;

  /** By time and number, from 0. */
  private final MapState<Tuple2<Long, Integer>, I> further;

  private final Map<Time, Integer> counts =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Time, Integer> eldest) {
          return size() > TIMES_KNOWN;
        }
      };

  WaitingInputs(RuntimeContext runtime, Class<I> type) {
    this.type = type;
    TypeInformation<I> input = TypeInformation.of(type);
    first =
        runtime.getMapState(
            new MapStateDescriptor<>("waiting", Types.LONG, Types.OBJECT_ARRAY(input)));
    further =
        runtime.getMapState(
            new MapStateDescriptor<>("waiting-further", Types.TUPLE(Types.LONG, Types.INT), input));
  }

  /**
   * @param key the current one
   * @return whether nothing else waits for that time
   */
  boolean add(String key, long atMillis, I input) throws Exception {
    Time time = new Time(key, atMillis);
    Integer known = counts.get(time);
    int before = known == null ? count(atMillis) : known;
    if (before == 0) {
      first.put(atMillis, only(input));
    } else {
      further.put(Tuple2.of(atMillis, before - 1), input);
    }
    counts.put(time, before + 1);
    return before == 0;
  }

  private int count(long atMillis) throws Exception {
    if (!first.contains(atMillis)) {
      return 0;
    }
    int count = 1;
    while (further.contains(Tuple2.of(atMillis, count - 1))) {
      count++;
    }
    return count;
  }

  /** All of that time, in no order; they wait no longer. */
  List<I> take(String key, long atMillis) throws Exception {
    counts.remove(new Time(key, atMillis));
    I[] inputs = first.get(atMillis);
    if (inputs == null) {
      return List.of();
    }
    first.remove(atMillis);
    List<I> taken = new ArrayList<>();
    Collections.addAll(taken, inputs);
    for (int number = 0; ; number++) {
      Tuple2<Long, Integer> place = Tuple2.of(atMillis, number);
      I input = further.get(place);
      if (input == null) {
        return taken;
      }
      taken.add(input);
      further.remove(place);
    }
  }

  @SuppressWarnings("unchecked") // an array of I's class is an I[]
  private I[] only(I input) {
    I[] array = (I[]) Array.newInstance(type, 1);
    array[0] = input;
    return array;
  }
}
