package io.murmuration.cli.diff;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The fields in which two records differ, by path; the members of a list share one. What a record
 * says of its own making is no content, and left out.
 */
final class FieldDifferences {
  private static final Set<String> MAKING =
      Set.of("provenance", "embedding.model", "embedding.version", "model");

  private final double tolerance;
  private final Map<String, Boolean> changed = new TreeMap<>();

  private FieldDifferences(double tolerance) {
    this.tolerance = tolerance;
  }

  /**
   * @param tolerance numbers no further apart than this, against 1 or the larger, are the same
   */
  static FieldDifferences of(JsonNode a, JsonNode b, double tolerance) {
    FieldDifferences found = new FieldDifferences(tolerance);
    found.compare("", a, b);
    return found;
  }

  /** Those that differ by more than rounding. */
  Set<String> changed() {
    Set<String> fields = new TreeSet<>();
    changed.forEach(
        (field, beyond) -> {
          if (beyond) {
            fields.add(field);
          }
        });
    return fields;
  }

  private void compare(String path, JsonNode a, JsonNode b) {
    if (MAKING.contains(path) || a.equals(b)) {
      return;
    }
    if (a.isObject() && b.isObject()) {
      Set<String> names = new TreeSet<>();
      a.fieldNames().forEachRemaining(names::add);
      b.fieldNames().forEachRemaining(names::add);
      for (String name : names) {
        compare(path.isEmpty() ? name : path + "." + name, a.path(name), b.path(name));
      }
    } else if (a.isArray() && b.isArray() && a.size() == b.size()) {
      Iterator<JsonNode> others = b.iterator();
      for (JsonNode one : a) {
        compare(path.endsWith("[]") ? path : path + "[]", one, others.next());
      }
    } else if (a.isNumber() && b.isNumber()) {
      differs(path, !near(a.doubleValue(), b.doubleValue()));
    } else {
      differs(path, true);
    }
  }

  private boolean near(double a, double b) {
    return Math.abs(a - b) <= tolerance * Math.max(1, Math.max(Math.abs(a), Math.abs(b)));
  }

  private void differs(String path, boolean beyond) {
    changed.merge(path, beyond, Boolean::logicalOr);
  }
}
