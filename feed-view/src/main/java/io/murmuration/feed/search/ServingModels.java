package io.murmuration.feed.search;

import io.murmuration.event.ModelAudit;
import io.murmuration.event.ModelOutcome;
import io.murmuration.feed.tail.TailRecord;
import io.murmuration.model.lifecycle.ModelRevision;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Where the encoders lie that served posts, by the audit of what became of each. Thread-safe. */
public final class ServingModels {
  private static final String OPERATOR = "encoder";
  private static final int MOST = 1_000;

  private final Set<Location> newestLast = new LinkedHashSet<>();

  private record Location(String version, String uri, String sha256) {}

  /** A record of {@code models.audit}. */
  public synchronized void accept(TailRecord<ModelAudit> record) {
    ModelAudit audit = record.value();
    if (audit == null
        || audit.getOutcome() != ModelOutcome.serving
        || !audit.getOperator().equals(OPERATOR)) {
      return;
    }
    Location location =
        new Location(
            audit.getModel().getVersion(), audit.getModel().getUri(), audit.getModel().getSha256());
    newestLast.remove(location);
    newestLast.add(location);
    if (newestLast.size() > MOST) {
      newestLast.remove(newestLast.iterator().next());
    }
  }

  /**
   * Those of this version.
   *
   * @return newest first; the model's name is the wanted one's, an audit says none
   */
  synchronized List<ModelRevision> of(EmbeddingVersion wanted) {
    List<ModelRevision> found = new ArrayList<>();
    for (Location each : newestLast) {
      if (each.version().equals(wanted.version())) {
        found.add(0, new ModelRevision(wanted.model(), each.version(), each.uri(), each.sha256()));
      }
    }
    return found;
  }
}
