package io.murmuration.cli.diff;

import io.murmuration.event.ModelRef;
import io.murmuration.event.Provenance;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;

/** Names why two records differ, from what they say of how they came to be. */
final class Cause {
  static final String UNKNOWN = "unknown";

  /** Of numbers, rounding is within the tolerance; of pictures it is other bytes. */
  private static final String PICTURE = "image.";

  private static final int DIGEST_DIGITS = 8;
  private static final Comparator<ModelRef> BY_VERSION =
      Comparator.comparing(ModelRef::getVersion).thenComparing(ModelRef::getSha256);

  private Cause() {}

  /**
   * @param fields that differ
   * @param fromState the fields that hang on the records before
   * @param stateIsWhole whether both sides had seen all of those; null where nobody knows
   * @param mayBeLate whether late input can be the cause. A timeline tells of what came late before
   *     it, not of what is still to come, so it is asked of all timelines of its reader
   * @param approximate the models of either that make no claim on their bytes; empty for none
   */
  static String of(
      SpecificRecord a,
      SpecificRecord b,
      Set<String> fields,
      Set<String> fromState,
      Boolean stateIsWhole,
      boolean mayBeLate,
      String approximate) {
    Optional<String> model = models(Provenances.models(a), Provenances.models(b));
    if (model.isPresent()) {
      return model.get();
    }
    Optional<Provenance> before = Provenances.of(a);
    Optional<Provenance> after = Provenances.of(b);
    if (differ(
        before.map(Provenance::getTemplateDigest), after.map(Provenance::getTemplateDigest))) {
      return "template";
    }
    if (differ(before.map(Provenance::getSeed), after.map(Provenance::getSeed))) {
      return "seed";
    }
    if (!approximate.isEmpty() && fields.stream().allMatch(f -> f.startsWith(PICTURE))) {
      return "device (%s)".formatted(approximate);
    }
    boolean allFromState =
        !fields.isEmpty()
            && fields.stream().allMatch(f -> fromState.stream().anyMatch(f::startsWith));
    if (!allFromState) {
      return UNKNOWN;
    }
    return ofState(stateIsWhole, mayBeLate);
  }

  /** What is said where only the records before can be the cause. */
  static String ofState(Boolean stateIsWhole, boolean mayBeLate) {
    if (stateIsWhole == null) {
      return mayBeLate ? "state: warm-up or late input" : "state: warm-up";
    }
    if (!stateIsWhole) {
      return "state warm-up";
    }
    return mayBeLate ? "late input" : UNKNOWN;
  }

  /**
   * What is said where nothing else can be the cause.
   *
   * @param a the version of the code that made the record; empty where it does not say
   */
  static String ofCode(String a, String b) {
    boolean differ = !a.isEmpty() && !b.isEmpty() && !a.equals(b);
    return differ ? "code %s -> %s".formatted(a, b) : UNKNOWN;
  }

  /** A timeline may name two versions of one encoder; which of them first says nothing. */
  private static Optional<String> models(List<ModelRef> before, List<ModelRef> after) {
    Map<String, SortedSet<ModelRef>> a = byName(before);
    Map<String, SortedSet<ModelRef>> b = byName(after);
    for (Map.Entry<String, SortedSet<ModelRef>> one : a.entrySet()) {
      SortedSet<ModelRef> other = b.get(one.getKey());
      if (other == null) {
        return Optional.of("model " + one.getKey() + " is not in B");
      }
      if (!one.getValue().equals(other)) {
        return Optional.of(
            "model %s %s -> %s"
                .formatted(
                    one.getKey(), shown(one.getValue(), other), shown(other, one.getValue())));
      }
    }
    return b.keySet().stream()
        .filter(name -> !a.containsKey(name))
        .findFirst()
        .map(name -> "model " + name + " is not in A");
  }

  /** Two of one version are told apart by their digests. */
  private static String shown(SortedSet<ModelRef> models, SortedSet<ModelRef> others) {
    boolean sameVersions = versions(models).equals(versions(others));
    return models.stream()
        .map(model -> sameVersions ? model.getVersion() + " " + digest(model) : model.getVersion())
        .collect(Collectors.joining(" and "));
  }

  private static List<String> versions(SortedSet<ModelRef> models) {
    return models.stream().map(ModelRef::getVersion).toList();
  }

  private static String digest(ModelRef model) {
    String digest = model.getSha256();
    return digest.substring(0, Math.min(DIGEST_DIGITS, digest.length()));
  }

  private static Map<String, SortedSet<ModelRef>> byName(List<ModelRef> models) {
    Map<String, SortedSet<ModelRef>> byName = new TreeMap<>();
    for (ModelRef model : models) {
      byName.computeIfAbsent(model.getName(), name -> new TreeSet<>(BY_VERSION)).add(model);
    }
    return byName;
  }

  private static boolean differ(Optional<?> a, Optional<?> b) {
    return !Objects.equals(a, b);
  }
}
