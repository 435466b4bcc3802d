package io.murmuration.cli.bench.operator;

import io.murmuration.cli.bench.Bench;
import io.murmuration.cli.bench.BenchReport;
import io.murmuration.cli.bench.BenchSettings;
import io.murmuration.cli.bench.Measurements;
import io.murmuration.cli.bench.flow.LocalFlink;
import io.murmuration.model.inference.BatchLimits;
import io.murmuration.model.inference.ModelLease;
import io.murmuration.model.inference.SharedModels;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.api.functions.async.RichAsyncFunction;

/** What our operator costs an event, with a model that does nothing. */
public final class OverheadBench implements Bench {
  private static final String NAME = "overhead";
  private static final String BARE = "AsyncFunction, answers at once";
  private static final String OURS = "ours";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String about() {
    return "our operator's own cost with a no-op model; about 3 minutes, with --quick 1";
  }

  @Override
  public List<BenchReport> run(BenchSettings settings) throws Exception {
    long events = settings.choose(500_000L, 3_000_000L);
    Map<String, EventJob.Arm> arms = arms();
    Measurements found = new Measurements(NAME);
    try (LocalFlink flink = LocalFlink.start(1);
        ModelLease<Long, Long> keptLoaded =
            SharedModels.acquire(new NoOpLoader(), BatchLimits.defaults())) {
      for (Map.Entry<String, EventJob.Arm> arm : arms.entrySet()) {
        settings.progress().accept("warming up: " + arm.getKey());
        EventJob.run(flink, arm.getValue(), events / 2);
      }
      for (int repeat = 1; repeat <= settings.repeats(); repeat++) {
        settings.progress().accept("repeat %d of %d".formatted(repeat, settings.repeats()));
        Map<String, Double> nanos = new LinkedHashMap<>();
        for (Map.Entry<String, EventJob.Arm> arm : arms.entrySet()) {
          nanos.put(arm.getKey(), nanosAnEvent(flink, arm.getValue(), events));
        }
        nanos.forEach((arm, each) -> found.add(arm, "whole job", "ns an event", each));
        found.add(OURS, "over " + BARE, "ns an event", nanos.get(OURS) - nanos.get(BARE));
      }
      if (keptLoaded.statistics().rejected() > 0) {
        throw new IllegalStateException("the no-op model refused events");
      }
    }
    return List.of(BenchReport.against(BARE, found.figures()));
  }

  private static Map<String, EventJob.Arm> arms() {
    Map<String, EventJob.Arm> arms = new LinkedHashMap<>();
    arms.put("no operator", events -> events);
    arms.put(BARE, events -> EventJob.async(events, new AtOnce()));
    arms.put("AsyncFunction, another thread", events -> EventJob.async(events, new OtherThread()));
    arms.put(OURS, EventJob::ours);
    return arms;
  }

  /** A job's start and end, which cost the same whatever the events, are taken off. */
  private static double nanosAnEvent(LocalFlink flink, EventJob.Arm arm, long events)
      throws Exception {
    long start = System.nanoTime();
    EventJob.run(flink, arm, 1);
    long between = System.nanoTime();
    EventJob.run(flink, arm, events);
    long end = System.nanoTime();
    return (double) (end - between - (between - start)) / events;
  }

  private static final class AtOnce extends RichAsyncFunction<Long, Long> {
    @Override
    public void asyncInvoke(Long event, ResultFuture<Long> result) {
      result.complete(Collections.singleton(event));
    }
  }

  private static final class OtherThread extends RichAsyncFunction<Long, Long> {
    private transient ExecutorService thread;

    @Override
    public void open(OpenContext context) {
      thread = Executors.newSingleThreadExecutor();
    }

    @Override
    public void asyncInvoke(Long event, ResultFuture<Long> result) {
      thread.execute(() -> result.complete(Collections.singleton(event)));
    }

    @Override
    public void close() {
      if (thread != null) {
        thread.shutdown();
      }
    }
  }
}
