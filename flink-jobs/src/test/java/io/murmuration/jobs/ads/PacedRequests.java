package io.murmuration.jobs.ads;

import io.murmuration.event.ModelAudit;
import io.murmuration.jobs.CollectingSink;
import io.murmuration.jobs.RawRecord;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.MapFunction;

/**
 * Lets a request through when all but two before it are answered, so that requests are far apart by
 * the job's clock, as they are by their stamps; and all but the first few once commands are decided
 * on. It keeps its task's thread, timers and all: run it with parallelism 1 and {@link
 * #watermarks}.
 */
final class PacedRequests implements MapFunction<RawRecord, RawRecord> {
  /** Of which the job learns how far its records have come. */
  static final int BEFORE_COMMANDS = 4;

  private static final long serialVersionUID = 1;
  private static final int UNANSWERED = 2;
  private static final long BEHIND_MILLIS = 1_000;

  private final CollectingSink<Made> made;
  private final CollectingSink<ModelAudit> audits;
  private final int audited;
  private int passed;

  PacedRequests(CollectingSink<Made> made, CollectingSink<ModelAudit> audits, int audited) {
    this.made = made;
    this.audits = audits;
    this.audited = audited;
  }

  /** With each record, a second behind it. */
  static WatermarkStrategy<RawRecord> watermarks() {
    return WatermarkStrategy.<RawRecord>forGenerator(context -> new AfterEach())
        .withTimestampAssigner((request, before) -> request.timestampMillis());
  }

  private static final class AfterEach implements WatermarkGenerator<RawRecord> {
    @Override
    public void onEvent(RawRecord request, long stamp, WatermarkOutput output) {
      output.emitWatermark(new Watermark(stamp - BEHIND_MILLIS));
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {}
  }

  @Override
  public RawRecord map(RawRecord request) throws InterruptedException {
    while (made.count() < passed - UNANSWERED
        || passed >= BEFORE_COMMANDS && audits.count() < audited) {
      Thread.sleep(1);
    }
    passed++;
    return request;
  }
}
