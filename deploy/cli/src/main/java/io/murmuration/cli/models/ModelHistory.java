package io.murmuration.cli.models;

import io.murmuration.event.ModelAudit;
import io.murmuration.event.ModelLocation;
import io.murmuration.event.ModelMode;
import io.murmuration.event.ModelOutcome;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the audit says of one operator: who serves, and who was refused. */
public final class ModelHistory {
  private final String operator;
  private final Map<ModelMode, ModelAudit> holders = new EnumMap<>(ModelMode.class);
  private final List<ModelAudit> refusals = new ArrayList<>();
  private final Deque<ModelLocation> actives = new ArrayDeque<>();

  private ModelHistory(String operator) {
    this.operator = operator;
  }

  /** By operator, in their names' order. */
  public static Map<String, ModelHistory> of(Collection<ModelAudit> audits) {
    Map<String, ModelHistory> byOperator = new TreeMap<>();
    for (ModelAudit audit : audits) {
      byOperator.computeIfAbsent(audit.getOperator(), ModelHistory::new).add(audit);
    }
    return byOperator;
  }

  private void add(ModelAudit audit) {
    if (audit.getOutcome() == ModelOutcome.refused) {
      refusals.add(audit);
    } else if (audit.getOutcome() == ModelOutcome.ended) {
      holders.remove(audit.getMode());
    } else if (audit.getOutcome() == ModelOutcome.serving) {
      holders.put(audit.getMode(), audit);
      if (audit.getMode() == ModelMode.active) {
        follow(audit);
        String promoted = audit.getModel().getSha256();
        holders
            .entrySet()
            .removeIf(
                each ->
                    each.getKey() != ModelMode.active
                        && each.getValue().getModel().getSha256().equals(promoted));
      }
    }
  }

  /** One that comes back takes those that came after it off. */
  private void follow(ModelAudit audit) {
    if (actives.isEmpty() && audit.getPrevious() != null) {
      actives.push(audit.getPrevious());
    }
    String sha256 = audit.getModel().getSha256();
    if (actives.stream().anyMatch(each -> each.getSha256().equals(sha256))) {
      while (!actives.peek().getSha256().equals(sha256)) {
        actives.pop();
      }
    } else {
      actives.push(audit.getModel());
    }
  }

  /** What a rollback of the active model brings back; never what was rolled back itself. */
  public Optional<ModelLocation> before() {
    return actives.stream().skip(1).findFirst();
  }

  public String operator() {
    return operator;
  }

  /** How the model of this mode came to serve. */
  public Optional<ModelAudit> holder(ModelMode mode) {
    return Optional.ofNullable(holders.get(mode));
  }

  /** Newest first. */
  public List<ModelAudit> refusals() {
    List<ModelAudit> newestFirst = new ArrayList<>(refusals);
    Collections.reverse(newestFirst);
    return newestFirst;
  }
}
