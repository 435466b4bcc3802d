package io.murmuration.cli.trace;

import io.murmuration.cli.diff.Provenances;
import io.murmuration.event.Creative;
import io.murmuration.event.DeadLetter;
import io.murmuration.event.EnrichedTweet;
import io.murmuration.event.RankedTimeline;
import io.murmuration.event.Redrive;
import io.murmuration.event.Repetition;
import io.murmuration.schemas.ModelAnswers;
import io.murmuration.schemas.Positions;
import io.murmuration.schemas.RecordHeaders;
import io.murmuration.schemas.ReplayTopics;
import io.murmuration.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** What is worth a word about a record, by its kind. */
final class StepDetails {
  private StepDetails() {}

  static Map<String, String> of(ConsumerRecord<byte[], byte[]> record, SpecificRecord value) {
    Map<String, String> details = new LinkedHashMap<>();
    details.put(
        "key", record.key() == null ? "-" : new String(record.key(), StandardCharsets.UTF_8));
    if (record.value() == null) {
      details.put("tombstone", "yes");
    } else if (value == null) {
      details.put("undecodable", record.value().length + " bytes");
    } else {
      describe(value, details);
    }
    answers(record, details);
    Header attempt = record.headers().lastHeader(RecordHeaders.REDRIVE_ATTEMPT);
    Header of = record.headers().lastHeader(RecordHeaders.REDRIVE_OF);
    if (attempt != null && of != null) {
      details.put(
          "redrive",
          new String(attempt.value(), StandardCharsets.US_ASCII)
              + " of "
              + new String(of.value(), StandardCharsets.US_ASCII));
    }
    Header model = record.headers().lastHeader(RecordHeaders.REDRIVE_MODEL);
    if (model != null) {
      details.put("asks_for", new String(model.value(), StandardCharsets.US_ASCII));
    }
    Header code = record.headers().lastHeader(RecordHeaders.CODE);
    if (code != null && code.value() != null) {
      details.put("code", new String(code.value(), StandardCharsets.UTF_8));
    }
    return details;
  }

  /** How often each model was called, and what of its answers was known before. */
  private static void answers(ConsumerRecord<byte[], byte[]> record, Map<String, String> details) {
    Header header = record.headers().lastHeader(RecordHeaders.INFERENCE);
    List<ModelAnswers> models = ModelAnswers.read(header == null ? null : header.value());
    if (models.isEmpty()) {
      return;
    }
    details.put(
        "attempts",
        models.stream()
            .map(each -> each.model() + " " + each.attempts())
            .collect(Collectors.joining(", ")));
    String known =
        models.stream()
            .filter(each -> each.known() > 0)
            .map(StepDetails::known)
            .collect(Collectors.joining(", "));
    details.put("cache_hits", known.isEmpty() ? "none" : known);
  }

  private static String known(ModelAnswers answers) {
    String from = answers.known() < answers.answers() ? "" : " (" + answers.origin() + ")";
    return "%s %d of %d%s".formatted(answers.model(), answers.known(), answers.answers(), from);
  }

  private static void describe(SpecificRecord value, Map<String, String> details) {
    Provenances.source(value).ifPresent(at -> details.put("from", Positions.text(at)));
    String models =
        Provenances.models(value).stream()
            .map(model -> model.getName() + " " + model.getVersion())
            .collect(Collectors.joining(", "));
    if (!models.isEmpty()) {
      details.put("models", models);
    }
    if (value instanceof EnrichedTweet tweet) {
      details.put("language", tweet.getLanguage());
      if (tweet.getSentiment() != null) {
        details.put("sentiment", tweet.getSentiment().getLabel());
      }
    } else if (value instanceof DeadLetter letter) {
      details.put("stage", letter.getStage());
      details.put("kind", letter.getErrorKind());
      details.put("attempts", Integer.toString(letter.getAttempts()));
      details.put("why", letter.getMessage());
    } else if (value instanceof Creative creative) {
      details.put("rung", creative.getRung().toString());
      details.put("deadline_met", Boolean.toString(creative.getDeadlineMet()));
    } else if (value instanceof RankedTimeline timeline) {
      details.put("revision", Long.toString(timeline.getRevision()));
    } else if (value instanceof Repetition repetition && repetition.getRepeats() != null) {
      details.put("repeats", Positions.text(repetition.getRepeats()));
    } else if (value instanceof Redrive redrive) {
      details.put("sent_to", Positions.text(redrive.getSentTo()));
      details.put("attempt", Integer.toString(redrive.getAttempt()));
      details.put("by", redrive.getIssuedBy());
    }
  }

  /** Which job writes a topic. */
  static String maker(String topic) {
    String replay = ReplayTopics.replayOf(topic).map(id -> "replay " + id + " of ").orElse("");
    String base = topic.replaceFirst("\\.replay\\..*", "");
    if (base.equals(Topics.TWEETS_ENRICHED.name()) || base.equals(Topics.REPETITIONS.name())) {
      return replay + "enrich";
    }
    if (base.equals(Topics.TIMELINES_RANKED.name())) {
      return replay + "rank";
    }
    return base.equals(Topics.ADS_CREATIVES.name()) ? replay + "ads" : replay + "a job";
  }
}
