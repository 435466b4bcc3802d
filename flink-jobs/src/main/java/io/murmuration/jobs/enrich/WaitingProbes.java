package io.murmuration.jobs.enrich;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * A bucket's probes of posts ahead of the watermark, in keyed state, as they came.
 *
 * <p>A list, which RocksDB finds by its key. Walking a map passes over whatever was removed from
 * the keys behind it too, and at the end of a backlog that is hundreds of thousands of probes, at
 * each timer anew.
 */
final class WaitingProbes {
  private final ListState<Probe> probes;

  /** Where an earlier release kept them; nothing is added, so walking it costs nothing. */
  private final MapState<String, Probe> earlier;

  WaitingProbes(RuntimeContext runtime) {
    TypeInformation<Probe> type = TypeInformation.of(Probe.class);
    probes = runtime.getListState(new ListStateDescriptor<>("waiting-probes", type));
    earlier = runtime.getMapState(new MapStateDescriptor<>("waiting", Types.STRING, type));
  }

  void add(Probe probe) throws Exception {
    probes.add(probe);
  }

  /** Those that may be answered; the others go on waiting. */
  List<Probe> take(Predicate<Probe> answerable) throws Exception {
    takeOver();
    List<Probe> taken = new ArrayList<>();
    List<Probe> left = new ArrayList<>();
    for (Probe probe : probes.get()) {
      (answerable.test(probe) ? taken : left).add(probe);
    }
    if (!taken.isEmpty()) {
      probes.update(left);
    }
    return taken;
  }

  private void takeOver() throws Exception {
    if (earlier.isEmpty()) {
      return;
    }
    for (Probe probe : earlier.values()) {
      probes.add(probe);
    }
    earlier.clear();
  }
}
