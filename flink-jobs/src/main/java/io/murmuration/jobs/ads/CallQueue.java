package io.murmuration.jobs.ads;

import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * Calls that wait, first in, first out, in keyed state: each is written once and read once, however
 * many there are.
 */
final class CallQueue {
  private final MapState<Long, AdCall> calls;
  private final ValueState<Long> first;
  private final ValueState<Long> end;

  /** Where an earlier release kept them, all in one value. */
  private final ListState<AdCall> earlier;

  CallQueue(RuntimeContext runtime) {
    calls =
        runtime.getMapState(
            new MapStateDescriptor<>(
                "waiting-calls", Types.LONG, TypeInformation.of(AdCall.class)));
    first = runtime.getState(new ValueStateDescriptor<>("waiting-first", Types.LONG));
    end = runtime.getState(new ValueStateDescriptor<>("waiting-end", Types.LONG));
    earlier =
        runtime.getListState(
            new ListStateDescriptor<>("waiting", TypeInformation.of(AdCall.class)));
  }

  boolean isEmpty() throws Exception {
    return head() == null;
  }

  void add(AdCall call) throws Exception {
    long number = number(end);
    calls.put(number, call);
    end.update(number + 1);
  }

  /** The first, or null. */
  AdCall head() throws Exception {
    takeOver();
    long number = number(first);
    return number == number(end) ? null : calls.get(number);
  }

  void removeHead() throws Exception {
    long number = number(first);
    calls.remove(number);
    first.update(number + 1);
  }

  /** They are older than all that this release has added: it looks before it adds. */
  private void takeOver() throws Exception {
    boolean any = false;
    for (AdCall call : earlier.get()) {
      add(call);
      any = true;
    }
    if (any) {
      earlier.clear();
    }
  }

  private static long number(ValueState<Long> state) throws Exception {
    Long number = state.value();
    return number == null ? 0 : number;
  }
}
