package io.murmuration.model.generate.ad;

import io.murmuration.model.generate.ContinuousBatch;
import io.murmuration.model.generate.Generation;
import io.murmuration.model.generate.GenerationRequest;
import io.murmuration.model.generate.GenerationStatistics;
import io.murmuration.model.generate.GenerativeTokenizer;
import io.murmuration.model.generate.Sampling;
import io.murmuration.model.generate.TokenConstraint;
import io.murmuration.model.inference.ModelIdentity;
import io.murmuration.model.inference.RejectedInputException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Writes advertisements to briefs: one decoder, shared by its callers, its copies held to form and
 * facts while they are decoded. The same brief and seed give the same copy, whatever else is being
 * written. Thread-safe.
 */
public final class AdWriter implements AutoCloseable {
  /** More than the longest form takes. */
  private static final int MOST_TOKENS = 160;

  private final ModelIdentity identity;
  private final GenerativeTokenizer tokenizer;
  private final ContinuousBatch batch;
  private final WriterVocabulary vocabulary;
  private final Map<String, Lexicon> lexicons;
  private final int end;

  /**
   * @param batch with the writer's network; closed with the writer, as the tokenizer is
   * @param words the list of words that the writer may use on its own, see {@link Lexicon}
   */
  public AdWriter(
      ModelIdentity identity, GenerativeTokenizer tokenizer, ContinuousBatch batch, Path words) {
    this.identity = identity;
    this.tokenizer = tokenizer;
    this.batch = batch;
    this.vocabulary = new WriterVocabulary(tokenizer);
    this.lexicons = Lexicon.read(words, vocabulary.tokens());
    this.end = vocabulary.endOf(Progress.Section.CALL_TO_ACTION);
  }

  /**
   * @param heldToBrief whether form and facts are enforced; without, the model writes as it likes
   *     and may write no copy at all
   * @param mostStrain in nats, see {@link GenerationRequest}: more, and it writes the sentence anew
   */
  public record Style(double temperature, double topP, boolean heldToBrief, double mostStrain) {
    private static final double MOST_STRAIN = 1;

    public static final Style DEFAULT = heldToBrief(0.8, 0.95);

    public static Style heldToBrief(double temperature, double topP) {
      return new Style(temperature, topP, true, MOST_STRAIN);
    }

    public static Style free(double temperature, double topP) {
      return new Style(temperature, topP, false, Double.POSITIVE_INFINITY);
    }
  }

  public ModelIdentity model() {
    return identity;
  }

  public GenerationStatistics statistics() {
    return batch.statistics();
  }

  /**
   * Blocks while the queue is full. The future fails with a {@link RejectedInputException} if the
   * brief or what came of it can't be used, and completes on the device thread. Cancelling it frees
   * its slot at the next step.
   *
   * @throws RejectedInputException if no copy can be written to this brief
   */
  public CompletableFuture<AdCopy> write(AdBrief brief, long seed, Style style)
      throws RejectedInputException, InterruptedException {
    brief.requireWritable();
    Lexicon lexicon = lexicons.get(brief.language());
    if (lexicon == null) {
      throw new RejectedInputException(
          "LANGUAGE_UNKNOWN",
          "the writer writes %s, not '%s'".formatted(lexicons.keySet(), brief.language()));
    }
    lexicon.requireCountable(brief);
    BriefPrompt prompt = BriefPrompt.of(brief, tokenizer);
    Sampling sampling =
        new Sampling(style.temperature(), 0, style.topP(), 0, seed, MOST_TOKENS, Set.of(end));
    TokenConstraint form =
        style.heldToBrief()
            ? new CopyConstraint(vocabulary, new CopyGrammar(brief, lexicon), brief.placement())
            : TokenConstraint.ANYTHING;
    CompletableFuture<Generation> drawn =
        batch.submit(
            new GenerationRequest(
                prompt.tokens(), sampling, form, prompt.shared(), style.mostStrain()));
    CompletableFuture<AdCopy> copy = drawn.thenCompose(this::read);
    copy.whenComplete(
        (done, failure) -> {
          if (copy.isCancelled()) {
            drawn.cancel(true);
          }
        });
    return copy;
  }

  private CompletableFuture<AdCopy> read(Generation written) {
    AdCopy copy = CopyReader.read(written, tokenizer, vocabulary);
    if (copy == null) {
      return CompletableFuture.failedFuture(
          new RejectedInputException(
              "NO_COPY", "what was written is no copy: " + tokenizer.decode(written.tokens())));
    }
    return CompletableFuture.completedFuture(copy);
  }

  @Override
  public void close() {
    batch.close();
    tokenizer.close();
  }
}
