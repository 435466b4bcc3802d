package io.murmuration.cli.models;

import io.murmuration.event.ModelAudit;
import io.murmuration.event.ModelLocation;
import io.murmuration.event.ModelMode;
import io.murmuration.event.ModelOutcome;
import io.murmuration.model.flink.StampModel;
import io.murmuration.model.lifecycle.ModelOrder;
import io.murmuration.model.lifecycle.ModelRevision;
import io.murmuration.model.lifecycle.ModelRole;
import io.murmuration.model.lifecycle.ModelRouting;
import io.murmuration.model.lifecycle.RoutingTable;
import io.murmuration.model.lifecycle.TrialRule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Which model computes which record, as the audit tells it of one operator. */
public final class AuditedRoutings {
  private static final int WHOLE = 100;

  private final RoutingTable table;

  private AuditedRoutings(RoutingTable table) {
    this.table = table;
  }

  /**
   * @param audits in the topic's order
   * @return empty where no job has said that it runs the operator
   */
  public static Optional<AuditedRoutings> of(String operator, Collection<ModelAudit> audits) {
    ModelRevision shipped = null;
    Map<Long, ModelRouting> byStamp = new TreeMap<>();
    ModelRouting last = ModelRouting.shipped(operator);
    for (ModelAudit audit : audits) {
      if (!audit.getOperator().equals(operator) || audit.getEffectiveFrom() == null) {
        continue;
      }
      if (audit.getCommand() == null) {
        shipped = revision(operator, audit.getModel());
      } else {
        last = last.after(order(audit), audit.getEffectiveFrom().toEpochMilli());
        byStamp.put(last.fromMillis(), last);
      }
    }
    return shipped == null
        ? Optional.empty()
        : Optional.of(
            new AuditedRoutings(new RoutingTable(shipped, List.copyOf(byStamp.values()))));
  }

  /** The model of the record with this stamp of the broker and this key. */
  public ModelRevision of(long stampMillis, String key) {
    return table.stamp(stampMillis, key, null).model();
  }

  public RoutingTable table() {
    return table;
  }

  /** The versions that the job takes when a record asks for one, the newest first. */
  public List<String> versions() {
    List<ModelRouting> newestFirst = new ArrayList<>(table.routings());
    Collections.reverse(newestFirst);
    Set<String> versions = new LinkedHashSet<>();
    newestFirst.stream()
        .limit(StampModel.KEPT_ROUTINGS)
        .flatMap(ModelRouting::revisions)
        .forEach(revision -> versions.add(revision.version()));
    versions.add(table.shipped().version());
    return new ArrayList<>(versions);
  }

  private static ModelOrder order(ModelAudit audit) {
    return new ModelOrder(
        audit.getCommand().getOffset(),
        audit.getOperator(),
        role(audit.getMode()),
        revision(audit.getOperator(), audit.getModel()),
        audit.getCanaryPercent() == null ? WHOLE : audit.getCanaryPercent(),
        audit.getOutcome() == ModelOutcome.ended,
        TrialRule.none(),
        audit.getIssuedBy(),
        audit.getReason(),
        audit.getAt().toEpochMilli(),
        null);
  }

  private static ModelRole role(ModelMode mode) {
    return ModelRole.valueOf(mode.name().toUpperCase(Locale.ROOT));
  }

  private static ModelRevision revision(String operator, ModelLocation model) {
    return new ModelRevision(operator, model.getVersion(), model.getUri(), model.getSha256());
  }
}
