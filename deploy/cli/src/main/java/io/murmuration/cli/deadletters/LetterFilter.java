package io.murmuration.cli.deadletters;

import io.murmuration.event.DeadLetter;
import io.murmuration.event.ModelRef;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Which dead letters are meant: {@code stage=embed,kind=NOT_FINITE,model=encoder/1.4.0}. */
public final class LetterFilter implements Predicate<DeadLetter> {
  private static final List<String> NAMES = List.of("topic", "stage", "kind", "model", "key");

  private final Map<String, String> wanted;

  private LetterFilter(Map<String, String> wanted) {
    this.wanted = wanted;
  }

  public static LetterFilter all() {
    return new LetterFilter(Map.of());
  }

  /**
   * @throws IllegalArgumentException naming what can't be read
   */
  public static LetterFilter parse(String text) {
    Map<String, String> wanted = new TreeMap<>();
    for (String part : text.split(",")) {
      String[] pair = part.strip().split("=", 2);
      if (pair.length < 2 || !NAMES.contains(pair[0])) {
        throw new IllegalArgumentException(
            "--where '%s' is not like stage=embed: take %s".formatted(part.strip(), NAMES));
      }
      wanted.put(pair[0], pair[1]);
    }
    return new LetterFilter(wanted);
  }

  @Override
  public boolean test(DeadLetter letter) {
    return is("topic", letter.getSource().getTopic())
        && is("stage", letter.getStage())
        && is("kind", letter.getErrorKind())
        && is("key", DeadLetterTopic.keyOf(letter))
        && (is("model", modelOf(letter)) || is("model", nameOf(letter.getModel())));
  }

  private boolean is(String name, String value) {
    String expected = wanted.get(name);
    return expected == null || expected.equals(value);
  }

  /** "-" for none. */
  static String modelOf(DeadLetter letter) {
    ModelRef model = letter.getModel();
    return model == null ? "-" : model.getName() + "/" + model.getVersion();
  }

  private static String nameOf(ModelRef model) {
    return model == null ? "-" : model.getName();
  }
}
