package io.murmuration.jobs.rank;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
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
 * their millisecond; each further one is an entry of its own, so that a burst is written once, not
 * once for each that comes after. What was added of late lies in the heap too: most of it is taken
 * from there, and RocksDB is read after a restart or a long wait alone.
 */
final class WaitingInputs<I> {
  /** In the heap: some 20 MB where each is a post with its vector. */
  private static final int MOST_HELD = 8_192;

  private record Time(String key, long millis) {}

  private final Class<I> type;

  /** The first of each time; an earlier release kept all of a time here. */
  private final MapState<Long, I[]> first;

  /** By time and number, from 0. */
  private final MapState<Tuple2<Long, Integer>, I> further;

  /** All that waits for a time, oldest times first. */
  private final Map<Time, List<I>> held = new LinkedHashMap<>();

  private int inputsHeld;

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
    List<I> inputs = held.get(time);
    if (inputs == null) {
      inputs = read(atMillis);
      held.put(time, inputs);
      inputsHeld += inputs.size();
    }
    int before = inputs.size();
    if (before == 0) {
      first.put(atMillis, only(input));
    } else {
      further.put(Tuple2.of(atMillis, before - 1), input);
    }
    inputs.add(input);
    inputsHeld++;
    letGo();
    return before == 0;
  }

  /** All of that time, in no order; they wait no longer. */
  List<I> take(String key, long atMillis) throws Exception {
    List<I> known = held.remove(new Time(key, atMillis));
    List<I> inputs = known == null ? read(atMillis) : known;
    inputsHeld -= known == null ? 0 : known.size();
    if (!inputs.isEmpty()) {
      first.remove(atMillis);
    }
    for (int number = 0; number < inputs.size() - 1; number++) {
      further.remove(Tuple2.of(atMillis, number));
    }
    return inputs;
  }

  private List<I> read(long atMillis) throws Exception {
    List<I> inputs = new ArrayList<>(1);
    I[] before = first.get(atMillis);
    if (before == null) {
      return inputs;
    }
    Collections.addAll(inputs, before);
    I input = further.get(Tuple2.of(atMillis, 0));
    for (int number = 1; input != null; number++) {
      inputs.add(input);
      input = further.get(Tuple2.of(atMillis, number));
    }
    if (before.length > 1) {
      anEntryEach(atMillis, inputs);
    }
    return inputs;
  }

  private void anEntryEach(long atMillis, List<I> inputs) throws Exception {
    first.put(atMillis, only(inputs.get(0)));
    for (int number = 0; number < inputs.size() - 1; number++) {
      further.put(Tuple2.of(atMillis, number), inputs.get(number + 1));
    }
  }

  private void letGo() {
    Iterator<List<I>> oldest = held.values().iterator();
    while (inputsHeld > MOST_HELD) {
      inputsHeld -= oldest.next().size();
      oldest.remove();
    }
  }

  @SuppressWarnings("unchecked") // an array of I's class is an I[]
  private I[] only(I input) {
    I[] array = (I[]) Array.newInstance(type, 1);
    array[0] = input;
    return array;
  }
}
