package io.murmuration.model.flink;

import io.murmuration.model.lifecycle.ModelRevision;
import io.murmuration.model.lifecycle.ModelRouting;
import io.murmuration.model.lifecycle.ModelStamp;
import io.murmuration.model.lifecycle.RoutingTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What {@link StampModel} knows of one operator: a table that is read anew when it changes. */
final class KnownRoutings {
  private RoutingTable table;

  KnownRoutings(ModelRevision shipped) {
    this.table = RoutingTable.always(shipped);
  }

  String operator() {
    return table.shipped().name();
  }

  void read(Iterable<Map.Entry<Long, ModelRouting>> entries) {
    List<ModelRouting> routings = new ArrayList<>();
    entries.forEach(entry -> routings.add(entry.getValue()));
    table = new RoutingTable(table.shipped(), routings);
  }

  /** All but the newest; from when they held. */
  List<Long> forget(int kept) {
    List<ModelRouting> routings = table.routings();
    int old = Math.max(0, routings.size() - kept);
    table = new RoutingTable(table.shipped(), routings.subList(old, routings.size()));
    return routings.subList(0, old).stream().map(ModelRouting::fromMillis).toList();
  }

  /**
   * @param version that the record asks for, or null
   */
  ModelStamp stamp(long stampMillis, String key, String version) {
    return table.stamp(stampMillis, key, version);
  }
}
