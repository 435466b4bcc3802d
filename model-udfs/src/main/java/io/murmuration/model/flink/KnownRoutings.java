package io.murmuration.model.flink;

import io.murmuration.model.lifecycle.ModelRevision;
import io.murmuration.model.lifecycle.ModelRouting;
import io.murmuration.model.lifecycle.ModelStamp;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The routings of one operator that are known, in the order in which they hold. */
final class KnownRoutings {
  private final ModelRevision shipped;
  private final ModelRouting none;
  private List<ModelRouting> newestFirst = new ArrayList<>();

  KnownRoutings(ModelRevision shipped) {
    this.shipped = shipped;
    this.none = ModelRouting.shipped(shipped.name());
  }

  String operator() {
    return shipped.name();
  }

  void read(Iterable<Map.Entry<Long, ModelRouting>> entries) {
    newestFirst = new ArrayList<>();
    entries.forEach(entry -> newestFirst.add(entry.getValue()));
    newestFirst.sort(Collections.reverseOrder(Comparator.comparingLong(ModelRouting::fromMillis)));
  }

  /** All but the newest; from when they held. */
  List<Long> forget(int kept) {
    List<Long> forgotten = new ArrayList<>();
    while (newestFirst.size() > kept) {
      forgotten.add(newestFirst.remove(newestFirst.size() - 1).fromMillis());
    }
    return forgotten;
  }

  /**
   * @param version that the record asks for, or null
   */
  ModelStamp stamp(long stampMillis, String key, String version) {
    Optional<ModelRevision> asked = version == null ? Optional.empty() : revision(version);
    return asked.map(ModelStamp::asked).orElseGet(() -> routing(stampMillis).stamp(key, shipped));
  }

  private Optional<ModelRevision> revision(String version) {
    return newestFirst.stream()
        .flatMap(routing -> routing.revision(version).stream())
        .findFirst()
        .or(() -> Optional.of(shipped).filter(each -> each.version().equals(version)));
  }

  private ModelRouting routing(long stamp) {
    for (ModelRouting each : newestFirst) {
      if (each.fromMillis() <= stamp) {
        return each;
      }
    }
    return none;
  }
}
