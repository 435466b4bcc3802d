package io.murmuration.model.lifecycle;

import java.io.Serializable;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The routings of one operator that are known: which model a record meets is a pure function of the
 * table and the record's stamp, key and wish.
 *
 * @param shipped serves where no routing holds or names another
 * @param routings in the order in which they hold
 */
public record RoutingTable(ModelRevision shipped, List<ModelRouting> routings)
    implements Serializable {
  /**
   * @param routings in any order
   */
  public RoutingTable {
    routings =
        routings.stream().sorted(Comparator.comparingLong(ModelRouting::fromMillis)).toList();
  }

  /** One model for all records. */
  public static RoutingTable always(ModelRevision model) {
    return new RoutingTable(model, List.of());
  }

  /**
   * @param version that the record asks for, or null; it meets it if it is shipped or has a role in
   *     the table
   */
  public ModelStamp stamp(long stampMillis, String key, String version) {
    Optional<ModelRevision> asked = version == null ? Optional.empty() : revision(version);
    return asked.map(ModelStamp::asked).orElseGet(() -> holding(stampMillis).stamp(key, shipped));
  }

  private Optional<ModelRevision> revision(String version) {
    for (int i = routings.size() - 1; i >= 0; i--) {
      Optional<ModelRevision> found = routings.get(i).revision(version);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.of(shipped).filter(each -> each.version().equals(version));
  }

  private ModelRouting holding(long stampMillis) {
    for (int i = routings.size() - 1; i >= 0; i--) {
      if (routings.get(i).fromMillis() <= stampMillis) {
        return routings.get(i);
      }
    }
    return ModelRouting.shipped(shipped.name());
  }

  /** The routings that hold for a stamp from the first one to before the second. */
  public RoutingTable between(long fromMillis, long toMillis) {
    int first = 0;
    while (first + 1 < routings.size() && routings.get(first + 1).fromMillis() <= fromMillis) {
      first++;
    }
    return new RoutingTable(
        shipped,
        routings.stream().skip(first).filter(routing -> routing.fromMillis() < toMillis).toList());
  }
}
