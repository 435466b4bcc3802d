package io.murmuration.jobs.ads;

import io.murmuration.jobs.Lineage;
import java.util.Iterator;
import java.util.Map;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;

/** The request ids of the last hour, by stamps, and where each was read first; in keyed state. */
final class SeenRequests {
  private static final long REPEATED_WITHIN_MILLIS = 3_600_000;

  private final MapState<String, Long> stamps;
  private final MapState<String, String> positions;

  SeenRequests(RuntimeContext runtime) {
    stamps = runtime.getMapState(new MapStateDescriptor<>("seen", Types.STRING, Types.LONG));
    positions =
        runtime.getMapState(new MapStateDescriptor<>("first-read", Types.STRING, Types.STRING));
  }

  /**
   * The record that has this call's id, nowhere if an earlier release read it; null where the id is
   * new, and then it is this call's.
   */
  Lineage first(AdCall call) throws Exception {
    String id = call.request().getRequestId();
    long now = call.source().timestampMillis();
    Long before = stamps.get(id);
    if (before != null && now - before < REPEATED_WITHIN_MILLIS) {
      String position = positions.get(id);
      return new Lineage(position == null ? "" : position, 0);
    }
    stamps.put(id, now);
    positions.put(id, Lineage.of(call.source()).firstRead());
    return null;
  }

  void sweep(long now) throws Exception {
    for (Iterator<Map.Entry<String, Long>> all = stamps.iterator(); all.hasNext(); ) {
      Map.Entry<String, Long> each = all.next();
      if (now - each.getValue() >= REPEATED_WITHIN_MILLIS) {
        positions.remove(each.getKey());
        all.remove();
      }
    }
  }
}
