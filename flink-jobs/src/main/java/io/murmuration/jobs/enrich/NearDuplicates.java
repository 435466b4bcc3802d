package io.murmuration.jobs.enrich;

import io.murmuration.model.duplicate.BucketRules;
import java.time.Duration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * The part of the pipeline that gives posts their clusters of near-duplicates: see
 * docs/decisions/0005-near-duplicates.md.
 */
public final class NearDuplicates {
  /**
   * A post finds those near it that came this long before, or twice as long. Longer than a silent
   * partition holds back the watermark, so that in live traffic no post waits.
   */
  private static final Duration WINDOW = Duration.ofSeconds(5);

  /** How long posts near one another are found. Exact copies need no state. */
  private static final Duration TIME_TO_LIVE = Duration.ofHours(24);

  private static final int LEADERS_A_BUCKET = 32;
  private static final int NEW_LEADERS_A_WINDOW = 8;

  private NearDuplicates() {}

  /** Those of the job, for who measures them. */
  public static BucketRules rules() {
    return new BucketRules(WINDOW, TIME_TO_LIVE, LEADERS_A_BUCKET, NEW_LEADERS_A_WINDOW);
  }

  static SingleOutputStreamOperator<ClusteredPost> cluster(DataStream<EncodedPost> posts) {
    var fingerprinted = posts.process(new TakeFingerprint()).returns(FingerprintedPostHop.TYPE);
    fingerprinted.name("fingerprint").uid("fingerprint");

    var answers =
        fingerprinted
            .getSideOutput(TakeFingerprint.PROBES)
            .keyBy(Probe::bucket)
            .process(new FindLeader(rules()))
            .returns(AnswerHop.TYPE);
    answers.name("find-leader").uid("find-leader");

    return fingerprinted
        .keyBy(FingerprintedPost::position)
        .connect(answers.keyBy(Answer::post))
        .process(new ChooseCluster(rules()))
        .returns(ClusteredPost.class);
  }
}
