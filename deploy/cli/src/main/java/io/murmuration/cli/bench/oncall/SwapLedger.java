package io.murmuration.cli.bench.oncall;

import io.murmuration.cli.diff.Provenances;
import io.murmuration.cli.kafka.CommittedRecords;
import io.murmuration.cli.models.AuditedRoutings;
import io.murmuration.cli.models.ModelTopics;
import io.murmuration.event.EnrichedTweet;
import io.murmuration.event.ModelRef;
import io.murmuration.event.SourcePosition;
import io.murmuration.loadgen.LoadTarget;
import io.murmuration.model.lifecycle.ModelRevision;
import io.murmuration.schemas.AvroCodec;
import io.murmuration.schemas.SchemaRegistry;
import io.murmuration.schemas.Topic;
import io.murmuration.schemas.Topics;
import io.murmuration.schemas.UndecodableRecordException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;

/** What became of every post of a stack, and whether the model is the one that the audit names. */
final class SwapLedger {
  private static final String OPERATOR = "encoder";

  private final LoadTarget target;
  private final AuditedRoutings routings;
  private final Map<SourcePosition, Long> openStamps = new HashMap<>();
  private final Map<String, Long> servedBy = new TreeMap<>();
  private long refused;
  private long twice;
  private long unattributed;

  private SwapLedger(LoadTarget target) {
    this.target = target;
    this.routings =
        AuditedRoutings.of(OPERATOR, new ModelTopics(target).audits())
            .orElseThrow(() -> new IllegalStateException("no job ran the " + OPERATOR));
  }

  /** Of a stack whose job has come to the end of its input. */
  static SwapLedger of(LoadTarget target) {
    SwapLedger ledger = new SwapLedger(target);
    try (CommittedRecords tweets = new CommittedRecords(target.bootstrap(), Topics.TWEETS.name())) {
      tweets.readToEnd(
          record ->
              ledger.openStamps.put(
                  new SourcePosition(record.topic(), record.partition(), record.offset()),
                  record.timestamp()));
    }
    ledger.read(Topics.TWEETS_ENRICHED, ledger::served);
    for (Topic<?> other : List.of(Topics.DEAD_LETTERS, Topics.REPETITIONS)) {
      ledger.read(other, ledger::refused);
    }
    return ledger;
  }

  private <T extends SpecificRecord> void read(Topic<T> topic, Consumer<T> each) {
    AvroCodec<T> codec = AvroCodec.of(topic, SchemaRegistry.connect(target.registryUrl()));
    try (CommittedRecords records = new CommittedRecords(target.bootstrap(), topic.name())) {
      records.readToEnd(
          record -> {
            try {
              each.accept(codec.decode(record.value()));
            } catch (UndecodableRecordException e) {
              throw new IllegalStateException(topic + ": " + e.getMessage(), e);
            }
          });
    }
  }

  private void served(EnrichedTweet post) {
    Long stamp = openStamps.remove(post.getProvenance().getSource());
    if (stamp == null) {
      twice++;
      return;
    }
    String version = post.getEmbedding().getVersion();
    servedBy.merge(version, 1L, Long::sum);
    ModelRevision expected = routings.of(stamp, post.getTweet().getTweetId());
    ModelRef named = new ModelRef(expected.name(), expected.version(), expected.sha256());
    if (!post.getProvenance().getModels().equals(List.of(named))
        || !version.equals(expected.version())) {
      unattributed++;
    }
  }

  private void refused(SpecificRecord fate) {
    Provenances.source(fate)
        .ifPresent(
            at -> {
              if (openStamps.remove(at) == null) {
                twice++;
              } else {
                refused++;
              }
            });
  }

  /** Posts without any result. */
  long lost() {
    return openStamps.size();
  }

  /** Results beyond the first. */
  long twice() {
    return twice;
  }

  /** Dead letters and repetitions. */
  long refused() {
    return refused;
  }

  /** Posts whose provenance names no model, several, or another than their stamp has. */
  long unattributed() {
    return unattributed;
  }

  /** Posts by the version that made them. */
  long servedBy(String version) {
    return servedBy.getOrDefault(version, 0L);
  }
}
