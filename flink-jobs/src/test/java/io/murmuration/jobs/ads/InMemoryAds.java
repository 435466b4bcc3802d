package io.murmuration.jobs.ads;

import static org.assertj.core.api.Assertions.assertThat;

import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.murmuration.event.AdRequest;
import io.murmuration.event.Campaign;
import io.murmuration.event.Creative;
import io.murmuration.event.DeadLetter;
import io.murmuration.event.ModelAudit;
import io.murmuration.event.Repetition;
import io.murmuration.event.Segment;
import io.murmuration.event.Targeting;
import io.murmuration.jobs.CollectingSink;
import io.murmuration.jobs.GatedCommand;
import io.murmuration.jobs.ModelLifecycle;
import io.murmuration.jobs.RawRecord;
import io.murmuration.schemas.AvroCodec;
import io.murmuration.schemas.SchemaRegistry;
import io.murmuration.schemas.Topic;
import io.murmuration.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The pipeline with the shipped models, its sources and sinks in memory. */
final class InMemoryAds {
  static final SchemaRegistryClient REGISTRY = registry();

  /** A morning; budgets have a part of the day behind them. */
  static final long NOW = Instant.parse("2026-03-02T09:00:00Z").toEpochMilli();

  /** Models that may be commanded: each is said to be the shipped one first. */
  private static final int COMMANDED = 3;

  static final Path MODELS = Path.of(System.getProperty("murmuration.models"));

  /** All the time that there is. */
  static final RungPolicy UNHURRIED = RecordedRungs.of(List.of());

  private final List<RawRecord> campaigns = new ArrayList<>();
  private final List<RawRecord> requests = new ArrayList<>();
  private final List<RawRecord> posts = new ArrayList<>();
  private final List<RawRecord> creatives = new ArrayList<>();
  private RungPolicy rungs = UNHURRIED;
  private AuctionRules auction = AuctionRules.defaults(2);
  private ImageStore images = new ImageStore(null);
  private List<RawRecord> commands;

  /**
   * @param audits empty where nobody commands
   */
  record Result(
      Map<String, Creative> creatives,
      List<DeadLetter> deadLetters,
      List<Repetition> repetitions,
      List<ModelAudit> audits) {
    Creative of(String requestId) {
      assertThat(creatives).containsKey(requestId);
      return creatives.get(requestId);
    }
  }

  InMemoryAds campaign(Campaign campaign) {
    return campaign(campaign, NOW - 60_000);
  }

  InMemoryAds campaign(Campaign campaign, long stamp) {
    campaigns.add(record(Topics.CAMPAIGNS, campaign, 0, campaigns.size(), stamp));
    return this;
  }

  InMemoryAds withdrawn(String campaignId, long stamp) {
    campaigns.add(tombstone(Topics.CAMPAIGNS, campaignId, campaigns.size(), stamp));
    return this;
  }

  InMemoryAds recalled(String requestId) {
    creatives.add(tombstone(Topics.ADS_CREATIVES, requestId, creatives.size(), NOW - 60_000));
    return this;
  }

  private static RawRecord tombstone(Topic<?> topic, String key, long offset, long stamp) {
    return new RawRecord(
        topic.name(),
        0,
        offset,
        stamp,
        key.getBytes(StandardCharsets.UTF_8),
        null,
        new String[0],
        new byte[0][]);
  }

  /** In one of two partitions, by its number; a millisecond after the one before. */
  InMemoryAds request(AdRequest request) {
    return request(request, NOW + requests.size());
  }

  InMemoryAds request(AdRequest request, long stamp) {
    int number = requests.size();
    requests.add(record(Topics.AD_REQUESTS, request, number % 2, number / 2, stamp));
    return this;
  }

  InMemoryAds post(io.murmuration.event.EnrichedTweet post) {
    posts.add(record(Topics.TWEETS_ENRICHED, post, 0, posts.size(), NOW - 10_000));
    return this;
  }

  InMemoryAds live(Creative creative) {
    creatives.add(record(Topics.ADS_CREATIVES, creative, 0, creatives.size(), NOW - 60_000));
    return this;
  }

  InMemoryAds rungs(RungPolicy policy) {
    this.rungs = policy;
    return this;
  }

  InMemoryAds auction(AuctionRules rules) {
    this.auction = rules;
    return this;
  }

  InMemoryAds images(ImageStore store) {
    this.images = store;
    return this;
  }

  /** Requests are paced; after the first few they wait until all of these are decided on. */
  InMemoryAds commands(List<RawRecord> records) {
    this.commands = List.copyOf(records);
    return this;
  }

  /** A second creative of a request fails the test. */
  Result run(String name, int parallelism) throws Exception {
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    var environment = StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    environment.setParallelism(parallelism);
    CollectingSink<Made> made = new CollectingSink<>(name + "-made");
    CollectingSink<DeadLetter> dead = new CollectingSink<>(name + "-dead");
    CollectingSink<Repetition> repetitions = new CollectingSink<>(name + "-repetitions");
    CollectingSink<ModelAudit> audits = new CollectingSink<>(name + "-audits");
    AdModels models = AdModels.shipped(MODELS, null);
    CreateAdsPipeline.build(
        new CreateAdsPipeline.Sources(
            source(environment, campaigns),
            paced(source(environment, requests), made, audits),
            source(environment, posts),
            source(environment, creatives)),
        () -> REGISTRY,
        new CreateAdsPipeline.Settings(
            auction,
            models,
            BriefTemplate.standard(),
            rungs,
            images,
            commands == null ? null : lifecycle(environment, name, models, audits)),
        made,
        dead,
        repetitions);

    environment.execute(name);

    Map<String, Creative> byRequest = new TreeMap<>();
    for (Made each : made.take()) {
      assertThat(byRequest.put(each.value().getRequestId(), each.value())).isNull();
    }
    return new Result(
        byRequest,
        List.copyOf(dead.take()),
        List.copyOf(repetitions.take()),
        List.copyOf(audits.take()));
  }

  private ModelLifecycle lifecycle(
      StreamExecutionEnvironment environment,
      String name,
      AdModels models,
      CollectingSink<ModelAudit> audits) {
    return new ModelLifecycle(
        CreateAdsJob.NAME,
        models.managed(),
        new ModelLifecycle.Ends(
            GatedCommand.last(environment, () -> audits.count() == COMMANDED, commands),
            () -> REGISTRY,
            new CollectingSink<>(name + "-commands"),
            audits));
  }

  private DataStream<RawRecord> paced(
      DataStream<RawRecord> records, CollectingSink<Made> made, CollectingSink<ModelAudit> audits) {
    return commands == null
        ? records
        : records
            .map(new PacedRequests(made, audits, COMMANDED + commands.size()))
            .returns(RawRecord.class)
            .assignTimestampsAndWatermarks(PacedRequests.watermarks());
  }

  private static DataStream<RawRecord> source(
      StreamExecutionEnvironment environment, List<RawRecord> records) {
    TypeInformation<RawRecord> type = TypeInformation.of(RawRecord.class);
    // A source must have a record: one that no decoder sees.
    List<RawRecord> all = new ArrayList<>(records);
    boolean empty = all.isEmpty();
    if (empty) {
      all.add(new RawRecord("none", 0, 0, 0, null, null, new String[0], new byte[0][]));
    }
    return environment
        .fromData(all, type)
        .filter(record -> !record.topic().equals("none"))
        .assignTimestampsAndWatermarks(
            WatermarkStrategy.<RawRecord>forBoundedOutOfOrderness(Duration.ofSeconds(1))
                .withTimestampAssigner((record, before) -> record.timestampMillis()));
  }

  private static <T extends SpecificRecord> RawRecord record(
      Topic<T> topic, T value, int partition, long offset, long stamp) {
    return new RawRecord(
        topic.name(),
        partition,
        offset,
        stamp,
        topic.keyOf().apply(value).getBytes(StandardCharsets.UTF_8),
        AvroCodec.of(topic, REGISTRY).encode(value),
        new String[0],
        new byte[0][]);
  }

  static Campaign.Builder coffee() {
    return Campaign.newBuilder()
        .setCampaignId("coffee")
        .setAdvertiser("Harbour & Co")
        .setProduct("Nessa")
        .setDescription("Ground coffee for slow mornings, by Harbour & Co.")
        .setClaims(List.of("ready in 4 minutes", "compostable pods"))
        .setVoice("warm")
        .setPalette(List.of("#3B2A20", "#E0A458"))
        .setTargeting(Targeting.newBuilder().setLocales(List.of("en")).build())
        .setBidMicros(2_000)
        .setDailyBudgetMicros(1_000_000_000)
        .setLandingUrl("https://harbour.example/")
        .setStartsAt(Instant.ofEpochMilli(NOW - 86_400_000))
        .setEndsAt(Instant.ofEpochMilli(NOW + 86_400_000));
  }

  static Campaign.Builder bread() {
    return coffee()
        .setCampaignId("bread")
        .setAdvertiser("Atelier Noé")
        .setProduct("Épi doré")
        .setDescription("Pain au levain, cuit chaque matin.")
        .setClaims(List.of("cuit sur place chaque matin"))
        .setVoice("plain")
        .setTargeting(Targeting.newBuilder().setLocales(List.of("fr")).build());
  }

  static AdRequest.Builder call(String id, String locale, String... interests) {
    return AdRequest.newBuilder()
        .setRequestId(id)
        .setSegment(
            Segment.newBuilder()
                .setLocale(locale)
                .setAgeBand("25-34")
                .setInterests(List.of(interests))
                .build())
        .setPlacement("feed")
        .setRequestedAt(Instant.ofEpochMilli(NOW))
        .setDeadlineMs(2_000);
  }

  private static SchemaRegistryClient registry() {
    SchemaRegistryClient registry = new MockSchemaRegistryClient();
    SchemaRegistry.provision(registry, Topics.all());
    return registry;
  }
}
