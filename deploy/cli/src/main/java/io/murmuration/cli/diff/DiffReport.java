package io.murmuration.cli.diff;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a comparison found of one pair of topics; grows with the causes, never with the records. */
public final class DiffReport {
  private static final int EXAMPLES_A_CAUSE = 3;
  private static final int MOST_EXAMPLES = 60;
  private static final int VALUES_A_DIMENSION = 200;
  private static final String REST = "(others)";

  /**
   * One record that differs.
   *
   * @param what the fields that changed, or why it has no pair
   */
  public record Example(
      String verdict, String cause, String key, String position, List<String> what) {}

  private final String topicA;
  private final String topicB;
  private final Map<Verdict, Long> verdicts = new EnumMap<>(Verdict.class);
  private final Map<String, Long> causes = new TreeMap<>();
  private final Map<String, Long> fields = new TreeMap<>();
  private final Map<String, Long> flips = new TreeMap<>();
  private final Map<String, Distribution> measures = new TreeMap<>();
  private final Map<String, Map<String, Map<Verdict, Long>>> slices = new TreeMap<>();
  private final List<Example> examples = new ArrayList<>();
  private long unexplained;

  DiffReport(String topicA, String topicB) {
    this.topicA = topicA;
    this.topicB = topicB;
    for (Verdict verdict : Verdict.values()) {
      verdicts.put(verdict, 0L);
    }
  }

  void identical(ComparedRecord record) {
    count(Verdict.IDENTICAL, record);
  }

  void differs(ComparedRecord record, Difference difference) {
    count(difference.verdict(), record);
    difference
        .measures()
        .forEach((n, v) -> measures.computeIfAbsent(n, x -> new Distribution()).add(v));
    difference.flips().forEach(flip -> flips.merge(flip, 1L, Long::sum));
    difference.fields().forEach(field -> fields.merge(field, 1L, Long::sum));
    explain(difference.verdict(), difference.cause(), record, List.copyOf(difference.fields()));
  }

  void alone(Verdict verdict, ComparedRecord record, String cause) {
    count(verdict, record);
    explain(verdict, cause, record, List.of());
  }

  private void explain(Verdict verdict, String cause, ComparedRecord record, List<String> what) {
    String named = verdict.label() + ": " + cause;
    long before = causes.merge(named, 1L, Long::sum) - 1;
    if (cause.equals(Cause.UNKNOWN) && verdict != Verdict.WITHIN_TOLERANCE) {
      unexplained++;
    }
    if (before < EXAMPLES_A_CAUSE && examples.size() < MOST_EXAMPLES) {
      examples.add(new Example(verdict.label(), cause, record.key(), record.position(), what));
    }
  }

  private void count(Verdict verdict, ComparedRecord record) {
    verdicts.merge(verdict, 1L, Long::sum);
    record
        .slices()
        .forEach(
            (dimension, value) -> {
              var values = slices.computeIfAbsent(dimension, d -> new TreeMap<>());
              boolean room = values.size() < VALUES_A_DIMENSION || values.containsKey(value);
              values
                  .computeIfAbsent(room ? value : REST, v -> new EnumMap<>(Verdict.class))
                  .merge(verdict, 1L, Long::sum);
            });
  }

  public String topicA() {
    return topicA;
  }

  public String topicB() {
    return topicB;
  }

  public long records() {
    return verdicts.values().stream().mapToLong(Long::longValue).sum();
  }

  public Map<Verdict, Long> verdicts() {
    return verdicts;
  }

  /** By verdict and cause. */
  public Map<String, Long> causes() {
    return causes;
  }

  public Map<String, Long> fields() {
    return fields;
  }

  public Map<String, Long> flips() {
    return flips;
  }

  public Map<String, Distribution> measures() {
    return measures;
  }

  /** By dimension and value. */
  public Map<String, Map<String, Map<Verdict, Long>>> slices() {
    return slices;
  }

  public List<Example> examples() {
    return examples;
  }

  public long unexplained() {
    return unexplained;
  }
}
