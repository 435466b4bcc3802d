package io.murmuration.jobs.ads;

import io.murmuration.jobs.Lineage;
import io.murmuration.model.lifecycle.ModelStamp;
import io.murmuration.model.lifecycle.RoutingTable;
import java.io.Serializable;
import java.util.function.Function;

/** Which versions make which request's creative, where it is known before the job begins. */
public record AdRoutings(RoutingTable writer, RoutingTable clicks, RoutingTable painter)
    implements Serializable {
  /**
   * @param tables by operator, as in {@link AdModels#OF_THE_DAY}
   */
  public static AdRoutings in(Function<String, RoutingTable> tables) {
    return new AdRoutings(
        tables.apply(AdModels.WRITE), tables.apply(AdModels.CLICK), tables.apply(AdModels.PAINT));
  }

  /** The same models for all requests. */
  static AdRoutings always(AdModels models) {
    return new AdRoutings(
        RoutingTable.always(models.writer().shipped()),
        RoutingTable.always(models.clicks().shipped()),
        RoutingTable.always(models.painter().shipped()));
  }

  AdStamps of(AdCall call) {
    return new AdStamps(stamp(writer, call), stamp(clicks, call), stamp(painter, call));
  }

  private static ModelStamp stamp(RoutingTable table, AdCall call) {
    String asked = Lineage.askedVersion(call.source(), table.shipped().name());
    ModelStamp stamp =
        table.stamp(call.source().timestampMillis(), call.request().getRequestId(), asked);
    // Nobody judges a trial again.
    return ModelStamp.asked(stamp.model());
  }
}
