package io.murmuration.cli.diff;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What must hold of a comparison: {@code changed<=0.1%,safety_flips=0}. */
public final class Gate {
  private static final Pattern CONDITION =
      Pattern.compile("\\s*([a-z_]+)\\s*(<=|>=|=|<|>)\\s*(\\d+(?:\\.\\d+)?)\\s*(%?)\\s*");
  private static final Set<String> FLIPS =
      Set.of("language", "sentiment", "safety", "cluster", "campaign", "rung", "image", "check");

  private record Condition(String text, String name, String relation, double bound, boolean share) {
    boolean holds(double value) {
      return switch (relation) {
        case "<=" -> value <= bound;
        case ">=" -> value >= bound;
        case "<" -> value < bound;
        case ">" -> value > bound;
        default -> value == bound;
      };
    }
  }

  private final List<Condition> conditions;

  private Gate(List<Condition> conditions) {
    this.conditions = conditions;
  }

  /**
   * @throws IllegalArgumentException naming the condition that can't be read
   */
  public static Gate parse(String text) {
    List<Condition> conditions = new ArrayList<>();
    for (String part : text.split(",")) {
      Matcher matcher = CONDITION.matcher(part);
      if (!matcher.matches()) {
        throw new IllegalArgumentException(
            "--gate '%s' is not like changed<=0.1%% or safety_flips=0".formatted(part.strip()));
      }
      if (!names().contains(matcher.group(1))) {
        throw new IllegalArgumentException(
            "--gate: nothing is called '%s': there are %s".formatted(matcher.group(1), names()));
      }
      conditions.add(
          new Condition(
              part.strip(),
              matcher.group(1),
              matcher.group(2),
              Double.parseDouble(matcher.group(3)),
              !matcher.group(4).isEmpty()));
    }
    return new Gate(conditions);
  }

  /** The conditions that do not hold, each with what was found. Of no records every share holds. */
  public List<String> failures(DiffReport report) {
    Map<String, Long> counts = counts(report);
    List<String> failures = new ArrayList<>();
    for (Condition condition : conditions) {
      if (condition.share() && report.records() == 0) {
        continue;
      }
      long count = counts.get(condition.name());
      double value = condition.share() ? 100.0 * count / report.records() : count;
      if (!condition.holds(value)) {
        failures.add(
            "%s: %s, it is %s"
                .formatted(
                    report.topicB(),
                    condition.text(),
                    condition.share() ? "%.4g%%".formatted(value) : Long.toString(count)));
      }
    }
    return failures;
  }

  private static Map<String, Long> counts(DiffReport report) {
    Map<String, Long> counts = new TreeMap<>();
    report.verdicts().forEach((verdict, count) -> counts.put(verdict.label(), count));
    FLIPS.forEach(flip -> counts.put(flip + "_flips", report.flips().getOrDefault(flip, 0L)));
    counts.put("records", report.records());
    counts.put("unexplained", report.unexplained());
    return counts;
  }

  private static Set<String> names() {
    return new TreeSet<>(counts(new DiffReport("", "")).keySet());
  }
}
