package io.murmuration.cli.deadletters;

import io.murmuration.cli.models.AuditedRoutings;
import io.murmuration.devstack.StackException;
import io.murmuration.event.DeadLetter;
import io.murmuration.event.ModelAudit;
import io.murmuration.jobs.enrich.EnrichTweetsJob;
import io.murmuration.schemas.Topics;
import java.util.Collection;
import java.util.List;

/** The version of the encoder that shall compute the posts that are sent back. */
public record AskedModel(String version) {
  /** The name that replays have for the operator. */
  private static final String OPERATOR = "embed";

  private static final String MODEL = EnrichTweetsJob.ENCODER.split("/")[0];

  /**
   * @param text such as embed=1.4.0
   * @throws IllegalArgumentException if it is not of that form
   */
  public static AskedModel parse(String text) {
    String[] pair = text.split("=", 2);
    if (pair.length < 2 || pair[1].isBlank() || !List.of(OPERATOR, MODEL).contains(pair[0])) {
      throw new IllegalArgumentException(
          "--with-model '%s' is not like embed=1.4.0".formatted(text));
    }
    return new AskedModel(pair[1]);
  }

  /**
   * @param audits of the cluster, in the topic's order
   * @throws StackException if its job would not take this version, naming those that it takes
   */
  public void requireKnown(Collection<ModelAudit> audits) throws StackException {
    List<String> known =
        AuditedRoutings.of(MODEL, audits)
            .map(AuditedRoutings::versions)
            .orElseThrow(
                () -> new StackException("no job has said that it runs '%s'".formatted(MODEL)));
    if (!known.contains(version)) {
      throw new StackException(
          "the job knows no %s %s, only %s; let it try the version first: ./murmur models shadow %s FOLDER"
              .formatted(MODEL, version, String.join(", ", known), MODEL));
    }
  }

  /** Whether the letter's record goes by this operator. */
  public boolean meets(DeadLetter letter) {
    return letter.getSource().getTopic().equals(Topics.TWEETS.name());
  }

  /** As the record's header says it. */
  String header() {
    return MODEL + "=" + version;
  }

  /**
   * Whether another version made it after all.
   *
   * @param fate of {@link RedriveOutcomes#await}
   */
  public boolean missed(String fate) {
    return fate.startsWith(Topics.TWEETS_ENRICHED.name())
        && !fate.endsWith(" by " + MODEL + " " + version);
  }
}
