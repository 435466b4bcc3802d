package io.murmuration.model.lifecycle;

import java.io.Serializable;
import java.util.Optional;

/**
 * A model under the lifecycle, and how it may be tried.
 *
 * @param noComparison why no other version's answers are laid beside those that are served, and
 *     what to do instead; null where a shadow is compared
 */
public record ManagedModel(Versions<?> versions, String noComparison) implements Serializable {
  public static ManagedModel compared(Versions<?> versions) {
    return new ManagedModel(versions, null);
  }

  public String operator() {
    return versions.shipped().name();
  }

  /** Why the order can't be carried out, if so, before anything is loaded. */
  public Optional<String> objection(ModelOrder order, ModelRouting before) {
    if (order.problem() == null && leavesNobodyToCompareWith(order)) {
      return Optional.of(
          "a canary of all keys has no other model to be as fast as:"
              + " give less than 100 percent, or no limit on latency");
    }
    boolean asksComparison = order.role() == ModelRole.SHADOW || order.rule().compares();
    return noComparison != null && asksComparison && !order.ended() && order.problem() == null
        ? Optional.of(noComparison)
        : before.objection(order, versions.shipped());
  }

  private static boolean leavesNobodyToCompareWith(ModelOrder order) {
    return order.role() == ModelRole.CANARY
        && !order.ended()
        && order.percent() >= 100
        && Double.isFinite(order.rule().maxLatencyRatio());
  }
}
