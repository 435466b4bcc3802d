package io.murmuration.cli.replay;

import io.murmuration.cli.models.AuditedRoutings;
import io.murmuration.event.ModelAudit;
import io.murmuration.jobs.replay.ReplayedJob;
import io.murmuration.model.inference.FatalInferenceException;
import io.murmuration.model.lifecycle.ModelRevision;
import io.murmuration.model.lifecycle.ModelRouting;
import io.murmuration.model.lifecycle.RoutingTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Which versions of a job's models compute a replay: those that the audit names for the window, or
 * those that somebody names instead.
 */
public final class ReplayModels {
  private final ReplayedJob job;
  private final Path shipped;
  private final Collection<ModelAudit> audits;

  /**
   * @param shipped the folder of the shipped models
   * @param audits in the topic's order
   */
  public ReplayModels(ReplayedJob job, Path shipped, Collection<ModelAudit> audits) {
    this.job = job;
    this.shipped = shipped;
    this.audits = audits;
  }

  /**
   * By operator.
   *
   * @param named a version beside the shipped one, or a folder, by operator
   * @throws IllegalArgumentException naming the operator that there is not, or the model that is
   *     not where it should be
   */
  public Map<String, RoutingTable> between(
      long fromMillis, long toMillis, Map<String, String> named) {
    named.keySet().stream()
        .filter(operator -> !job.models().containsKey(operator))
        .findFirst()
        .ifPresent(
            operator -> {
              throw new IllegalArgumentException(
                  "%s has no operator '%s': %s"
                      .formatted(
                          job.name(), operator, new TreeMap<>(job.models()).navigableKeySet()));
            });
    Map<String, RoutingTable> tables = new TreeMap<>();
    job.models()
        .forEach(
            (operator, ofTheDay) -> {
              Path folder = shipped.resolve(ofTheDay);
              tables.put(
                  operator,
                  named.containsKey(operator)
                      ? named(folder, named.get(operator))
                      : audited(operator, folder, fromMillis, toMillis));
            });
    return tables;
  }

  private static RoutingTable named(Path ofTheDay, String version) {
    Path folder =
        version.contains("/")
            ? Path.of(version).toAbsolutePath()
            : ofTheDay.resolveSibling(version);
    if (!isModel(folder)) {
      throw new IllegalArgumentException("no model in " + folder + ": it has no manifest.json");
    }
    return RoutingTable.always(ModelRevision.in(folder));
  }

  private RoutingTable audited(String operator, Path folder, long fromMillis, long toMillis) {
    ModelRevision here = ModelRevision.in(folder);
    if (!job.isCommanded(operator)) {
      return RoutingTable.always(here);
    }
    RoutingTable table =
        AuditedRoutings.of(here.name(), audits)
            .map(AuditedRoutings::table)
            .orElseGet(() -> RoutingTable.always(here))
            .between(fromMillis, toMillis);
    boolean isHere = table.shipped().sha256().equals(here.sha256());
    RoutingTable found = isHere ? new RoutingTable(here, table.routings()) : table;
    Stream.concat(
            Stream.of(found.shipped()), found.routings().stream().flatMap(ModelRouting::serving))
        .filter(model -> !isThere(model))
        .findFirst()
        .ifPresent(
            model -> {
              throw new IllegalArgumentException(
                  "%s %s, which served in this window, is not at %s any more: give --models %s=VERSION"
                      .formatted(model.name(), model.version(), model.uri(), operator));
            });
    return found;
  }

  private static boolean isThere(ModelRevision model) {
    try {
      return isModel(model.folder());
    } catch (FatalInferenceException e) {
      return false;
    }
  }

  private static boolean isModel(Path folder) {
    return Files.isRegularFile(folder.resolve("manifest.json"));
  }

  /** For people: the versions in the order in which they serve. */
  public static String line(String operator, RoutingTable table) {
    String serving = table.shipped().version();
    StringBuilder line =
        new StringBuilder(operator + ": " + table.shipped().name() + " " + serving);
    for (ModelRouting routing : table.routings()) {
      String next = serving(routing, table.shipped());
      if (!next.equals(serving)) {
        line.append(", from %s %s".formatted(Instant.ofEpochMilli(routing.fromMillis()), next));
        serving = next;
      }
    }
    return line.toString();
  }

  private static String serving(ModelRouting routing, ModelRevision shipped) {
    String active = (routing.active() == null ? shipped : routing.active()).version();
    return routing.canary() == null
        ? active
        : "%s and %s for %d %%"
            .formatted(active, routing.canary().version(), routing.canaryPercent());
  }
}
