package io.murmuration.model.lifecycle;

import java.io.Serializable;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which model computes which record, from one record stamp on. A pure function of the record's
 * stamp and key: all subtasks agree, and so does a replay.
 *
 * @param fromMillis the first stamp that it holds for
 * @param active null for the model that the job ships
 * @param canary null where there is none; likewise its rule, and the shadow with its
 */
public record ModelRouting(
    String operator,
    long fromMillis,
    ModelRevision active,
    ModelRevision canary,
    int canaryPercent,
    TrialRule canaryRule,
    ModelRevision shadow,
    int shadowPercent,
    TrialRule shadowRule)
    implements Serializable {

  public static ModelRouting shipped(String operator) {
    return new ModelRouting(operator, Long.MIN_VALUE, null, null, 0, null, null, 0, null);
  }

  /** Why the order makes no sense after what came before it, if so. */
  public Optional<String> objection(ModelOrder order, ModelRevision shipped) {
    if (order.problem() != null) {
      return Optional.of(order.problem());
    }
    if (order.ended()) {
      return sameModel(order.revision(), holder(order.role()))
          ? Optional.empty()
          : Optional.of(
              "no %s of it runs any more".formatted(order.role().name().toLowerCase(Locale.ROOT)));
    }
    boolean serves = sameModel(order.revision(), active == null ? shipped : active);
    return serves && order.role() != ModelRole.ACTIVE
        ? Optional.of("it is the active model already: give another version")
        : Optional.empty();
  }

  /** After an order without objection. A trial of what becomes active is over. */
  public ModelRouting after(ModelOrder order, long from) {
    ModelRevision model = order.ended() ? null : order.revision();
    return switch (order.role()) {
      case ACTIVE -> {
        boolean promotesCanary = sameModel(model, canary);
        boolean promotesShadow = sameModel(model, shadow);
        yield new ModelRouting(
            operator,
            from,
            model,
            promotesCanary ? null : canary,
            promotesCanary ? 0 : canaryPercent,
            promotesCanary ? null : canaryRule,
            promotesShadow ? null : shadow,
            promotesShadow ? 0 : shadowPercent,
            promotesShadow ? null : shadowRule);
      }
      case CANARY ->
          new ModelRouting(
              operator,
              from,
              active,
              model,
              model == null ? 0 : order.percent(),
              model == null ? null : order.rule(),
              shadow,
              shadowPercent,
              shadowRule);
      case SHADOW ->
          new ModelRouting(
              operator,
              from,
              active,
              canary,
              canaryPercent,
              canaryRule,
              model,
              model == null ? 0 : order.percent(),
              model == null ? null : order.rule());
    };
  }

  /** Who has the role; null for none, and for the shipped model. */
  public ModelRevision holder(ModelRole role) {
    return switch (role) {
      case ACTIVE -> active;
      case CANARY -> canary;
      case SHADOW -> shadow;
    };
  }

  public Stream<ModelRevision> revisions() {
    return Stream.of(active, canary, shadow).filter(Objects::nonNull);
  }

  /** Those that answer in production's name. */
  public Stream<ModelRevision> serving() {
    return Stream.of(active, canary).filter(Objects::nonNull);
  }

  /** The version of this name among those that have a role, if any. */
  public Optional<ModelRevision> revision(String version) {
    return revisions().filter(each -> each.version().equals(version)).findFirst();
  }

  /** Which models the record with this key meets. */
  public ModelStamp stamp(String key, ModelRevision shipped) {
    ModelRevision base = active == null ? shipped : active;
    boolean trial = canary != null || shadow != null;
    if (canary != null && KeyShare.holds(operator, key, canaryPercent)) {
      return new ModelStamp(canary, canaryRule.compares() ? base : null, true, trial);
    }
    boolean watched = shadow != null && KeyShare.holds(operator, key, shadowPercent);
    return new ModelStamp(base, watched ? shadow : null, false, trial);
  }

  private static boolean sameModel(ModelRevision one, ModelRevision other) {
    return one != null && other != null && one.sha256().equals(other.sha256());
  }
}
