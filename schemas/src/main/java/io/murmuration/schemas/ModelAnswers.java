package io.murmuration.schemas;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How a record came by the answers of one model. The header {@link RecordHeaders#INFERENCE} names
 * each model once, as a dictionary of RFC 9651: {@code encoder=computed;attempts=1}, or {@code
 * ad-writer=computed;attempts=4;answers=4;known=0, ad-image=memory;attempts=0}.
 *
 * @param model its name, with a dash for each character that such a dictionary can't name
 * @param origin of the answer: {@code computed}; {@code shared}, computed once for several equal
 *     inputs; {@code disk} or {@code memory}, computed before. Of several answers, the dearest's
 * @param attempts calls of the model for all of the answers, those that failed too
 * @param answers how many; written where there are several
 * @param known how many of the answers were not computed for this record; written where there are
 *     several
 */
public record ModelAnswers(String model, String origin, int attempts, int answers, int known) {
  private static final String COMPUTED = "computed";
  private static final Pattern MEMBER =
      Pattern.compile(
          "([a-z*][a-z0-9_.*-]*)=([a-z]+);attempts=(\\d{1,9})"
              + "(?:;answers=(\\d{1,9});known=(\\d{1,9}))?");

  public ModelAnswers {
    model = named(model);
  }

  /** Of a model that was asked once. */
  public ModelAnswers(String model, String origin, int attempts) {
    this(model, origin, attempts, 1, origin.equals(COMPUTED) ? 0 : 1);
  }

  /** The header's value. */
  public static byte[] write(List<ModelAnswers> models) {
    return models.stream()
        .map(ModelAnswers::text)
        .collect(Collectors.joining(", "))
        .getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * What of a header can be understood: headers come from strangers.
   *
   * @param value or null
   */
  public static List<ModelAnswers> read(byte[] value) {
    List<ModelAnswers> models = new ArrayList<>();
    if (value != null) {
      for (String member : new String(value, StandardCharsets.US_ASCII).split(",")) {
        Matcher matcher = MEMBER.matcher(member.strip());
        if (matcher.matches()) {
          models.add(of(matcher));
        }
      }
    }
    return models;
  }

  private static ModelAnswers of(Matcher member) {
    String model = member.group(1);
    String origin = member.group(2);
    int attempts = Integer.parseInt(member.group(3));
    return member.group(4) == null
        ? new ModelAnswers(model, origin, attempts)
        : new ModelAnswers(
            model,
            origin,
            attempts,
            Integer.parseInt(member.group(4)),
            Integer.parseInt(member.group(5)));
  }

  private String text() {
    String one = model + "=" + origin + ";attempts=" + attempts;
    return answers == 1 ? one : one + ";answers=" + answers + ";known=" + known;
  }

  private static String named(String model) {
    String plain = model.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_.*-]", "-");
    return plain.matches("[a-z*].*") ? plain : "*" + plain;
  }
}
