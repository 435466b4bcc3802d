package io.murmuration.cli.replay;

import io.murmuration.jobs.KafkaAccess;
import io.murmuration.jobs.replay.ReplayPlan;
import java.time.Instant;

/**
 * What is kept of a replay: {@code replay.json} in its folder.
 *
 * @param bootstrap where people read its topics
 * @param kafka how the replay itself reaches the broker
 * @param createdAt ISO 8601
 */
public record ReplayFile(
    ReplayPlan plan, String bootstrap, KafkaAccess kafka, String registryUrl, String createdAt) {

  public static ReplayFile of(
      ReplayPlan plan, String bootstrap, KafkaAccess kafka, String registryUrl, Instant createdAt) {
    return new ReplayFile(plan, bootstrap, kafka, registryUrl, createdAt.toString());
  }
}
