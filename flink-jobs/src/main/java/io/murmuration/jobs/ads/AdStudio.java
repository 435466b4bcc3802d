package io.murmuration.jobs.ads;

import io.murmuration.event.AdRequest;
import io.murmuration.event.Campaign;
import io.murmuration.event.Creative;
import io.murmuration.event.CreativeCheck;
import io.murmuration.event.CreativeRung;
import io.murmuration.event.ModelRef;
import io.murmuration.jobs.RawRecord;
import io.murmuration.model.embed.PostEncoding;
import io.murmuration.model.generate.GenerationStatistics;
import io.murmuration.model.generate.ad.AdCopy;
import io.murmuration.model.generate.ad.Placement;
import io.murmuration.model.image.AdComposer;
import io.murmuration.model.image.ComposedAd;
import io.murmuration.model.image.Picture;
import io.murmuration.model.inference.BatchLimits;
import io.murmuration.model.inference.BatchStatistics;
import io.murmuration.model.inference.InferenceOutcome;
import io.murmuration.model.inference.ModelIdentity;
import io.murmuration.model.inference.ModelLease;
import io.murmuration.model.inference.RejectedInputException;
import io.murmuration.model.inference.SharedModels;
import io.murmuration.model.inference.Urgency;
import io.murmuration.model.lifecycle.TrialOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.flink.metrics.MetricGroup;

/**
 * Makes creatives of what was matched: words, choice, image, bundle. Knows nothing of streams;
 * shares its models with the JVM. Thread-safe.
 */
public final class AdStudio implements AutoCloseable {
  private static final int VARIANTS = 3;

  /** Before the feed's requests; the ladder, not the batcher, gives up. */
  static final Urgency URGENT = Urgency.ads(null);

  private final BriefTemplate template;
  private final RungPolicy rungs;
  private final ImageStore store;
  private final ModelLease<String, PostEncoding> encoder;
  private final RememberedDrafts remembered;
  private final Staff staff;
  private final ExecutorService executor;
  private final CopyDesk desk;
  private final Illustrator illustrator;

  /** With the brief of the day. */
  public AdStudio(AdModels models, RungPolicy rungs, ImageStore store) throws InterruptedException {
    this(
        models,
        BriefTemplate.standard(),
        rungs,
        store,
        RememberedDrafts.ofThisCode(models.memory()),
        null);
  }

  /**
   * Loads what nobody of this JVM holds yet; slow the first time.
   *
   * @param remembered closed with the studio
   * @param metrics of its models, or null
   */
  AdStudio(
      AdModels models,
      BriefTemplate template,
      RungPolicy rungs,
      ImageStore store,
      RememberedDrafts remembered,
      MetricGroup metrics)
      throws InterruptedException {
    this.template = template;
    this.rungs = rungs;
    this.store = store;
    staff = new Staff(models, metrics);
    encoder = SharedModels.acquire(models.encoder(), BatchLimits.defaults(), models.memory());
    this.remembered = remembered;
    executor =
        Executors.newFixedThreadPool(
            Math.max(2, Runtime.getRuntime().availableProcessors()), AdStudio::thread);
    AdComposer composer = new AdComposer();
    VariantWriter variants =
        new VariantWriter(
            encoder,
            remembered,
            point -> composer.firstMissing(Character.toString(point)) < 0,
            executor);
    desk = new CopyDesk(template, variants, new Chooser(), rungs, VARIANTS);
    illustrator = new Illustrator(Scenes.read(encoder), composer, rungs, executor);
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "ad-studio");
    thread.setDaemon(true);
    return thread;
  }

  /** As below, where no trial is on. */
  public CompletableFuture<Creative> make(Briefed briefed) {
    return make(briefed, trial -> {}, new AnswerTally());
  }

  /**
   * Never blocks; the future fails only where the job must fail.
   *
   * @param trials hears how models on trial did, on any thread
   * @param answers takes what all models answer
   */
  CompletableFuture<Creative> make(
      Briefed briefed, Consumer<TrialOutcome> trials, AnswerTally answers) {
    Crew crew = staff.of(briefed, trials, answers);
    return CompletableFuture.supplyAsync(() -> desk.settle(crew, briefed), executor)
        .thenCompose(settled -> settled)
        .thenCompose(wording -> made(crew, briefed, wording));
  }

  /**
   * A request that this campaign has won, without an auction.
   *
   * @param post beside it, or null
   */
  public Briefed won(Campaign campaign, AdRequest request, ContextPost post)
      throws InterruptedException {
    RawRecord none = new RawRecord("", 0, 0, 0, null, null, new String[0], new byte[0][]);
    CampaignVersion described =
        new CampaignVersion(none, campaign.getCampaignId(), campaign, new float[0]);
    CampaignVersion version =
        new CampaignVersion(
            none, campaign.getCampaignId(), campaign, vector(described.described()));
    AdCall call = AdCall.of(none, request);
    Placed placed = new Placed(call, version, "given", null, CreativeRung.full, "", 0);
    InContext inContext =
        post == null ? InContext.without(placed, "") : InContext.with(placed, post);
    return new Briefed(inContext, new LiveCreative[0]);
  }

  private float[] vector(String text) throws InterruptedException {
    try {
      return encoder.submit(text, URGENT).get() instanceof InferenceOutcome.Done<PostEncoding> done
          ? done.output().vector()
          : new float[0];
    } catch (ExecutionException e) {
      throw new IllegalStateException("the encoder failed", e.getCause());
    }
  }

  /**
   * The image of a creative with its words where they were, beside another picture.
   *
   * @throws RejectedInputException where the words can't be set
   */
  public ComposedAd composedAgain(Campaign campaign, Creative creative, Picture picture)
      throws RejectedInputException {
    return illustrator.composed(
        campaign,
        new AdCopy(creative.getHeadline(), creative.getBody(), creative.getCallToAction()),
        Placement.valueOf(creative.getPlacement().toUpperCase(Locale.ROOT)),
        creative.getRequestId(),
        picture);
  }

  public GenerationStatistics writing() {
    return staff.writing();
  }

  long drawnTokens() {
    return staff.drawnTokens();
  }

  public BatchStatistics painting() {
    return staff.painting();
  }

  /**
   * Those of a creative's models that make no claim on their bytes where they compute, by name with
   * commas between; null where each does.
   */
  String approximate(Creative creative) {
    String named =
        creative.getProvenance().getModels().stream()
            .filter(model -> isApproximate(model.getSha256()))
            .map(ModelRef::getName)
            .collect(Collectors.joining(","));
    return named.isEmpty() ? null : named;
  }

  private boolean isApproximate(String sha256) {
    return staff.approximate().contains(sha256)
        || (!encoder.sameBytes() && encoder.model().sha256().equals(sha256));
  }

  private CompletableFuture<Creative> made(Crew crew, Briefed briefed, Wording wording) {
    if (wording.copy() == null) {
      return CompletableFuture.completedFuture(
          none(briefed, wording, wording.reason(), refs(crew, wording, CreativeRung.unknown)));
    }
    return illustrator
        .illustrate(crew, briefed, wording)
        .thenApplyAsync(illustration -> bundled(crew, briefed, wording, illustration), executor);
  }

  private Creative bundled(
      Crew crew, Briefed briefed, Wording wording, Illustrator.Illustration illustration) {
    String fault =
        illustration.ad() == null ? illustration.reason() : Bundle.imageFault(illustration.ad());
    List<ModelRef> refs = refs(crew, wording, illustration.rung());
    if (fault != null) {
      return none(briefed, wording, fault, refs);
    }
    return Bundle.creative(
        briefed,
        wording,
        illustration,
        store.keep(illustration.ad()),
        refs,
        template.digest(),
        rungs.isInTime(briefed.call().request()));
  }

  private Creative none(Briefed briefed, Wording wording, String reason, List<ModelRef> refs) {
    List<CreativeCheck> checks = new ArrayList<>(wording.checks());
    checks.add(briefed.inContext().check());
    return Bundle.none(
        briefed.call(),
        reason,
        checks,
        refs,
        template.digest(),
        rungs.isInTime(briefed.call().request()));
  }

  /**
   * The models that these words and this picture come of. Whose drafts or pictures were given up or
   * dropped is not among them: of that a replay knows nothing.
   */
  private List<ModelRef> refs(Crew crew, Wording wording, CreativeRung picture) {
    List<ModelRef> refs = new ArrayList<>();
    refs.add(ref(encoder.model()));
    if (wording.copy() != null) {
      if (wording.rung() != CreativeRung.template) {
        refs.add(ref(crew.writer()));
      }
      refs.add(ref(crew.clicks()));
    }
    if (picture == CreativeRung.full) {
      refs.add(ref(crew.painter()));
    }
    return refs;
  }

  private static ModelRef ref(ModelIdentity model) {
    return new ModelRef(model.name(), model.version(), model.sha256());
  }

  @Override
  public void close() {
    executor.shutdownNow();
    staff.close();
    encoder.close();
    remembered.close();
  }
}
