package io.murmuration.loadgen;

import io.murmuration.schemas.Topic;
import java.nio.file.Path;
import java.time.Clock;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;

/** A load on a thread of its own, from its start until it ends, is closed or fails. */
public final class LoadRun implements AutoCloseable {
  private final LoadMeter meter;
  private final Thread thread;
  private volatile Exception failure;

  interface Load {
    /** Returns when all is sent and acknowledged; ends early on an interrupt. */
    void run() throws Exception;
  }

  private LoadRun(LoadMeter meter, Load load) {
    this.meter = meter;
    this.thread =
        new Thread(
            () -> {
              try {
                load.run();
              } catch (InterruptedException | org.apache.kafka.common.errors.InterruptException e) {
                Thread.currentThread().interrupt();
              } catch (Exception e) {
                failure = e;
              }
            },
            "load");
    thread.setDaemon(true);
    thread.start();
  }

  /** Open loop: posts leave on their schedule, whatever becomes of those before. */
  public static LoadRun traffic(LoadTarget target, TrafficConfig config) {
    LoadMeter meter = new LoadMeter();
    return new LoadRun(meter, () -> new OpenLoopTraffic(target, config, meter).run());
  }

  /** Open loop: a world of people writes, reads its timelines and reacts to them. */
  public static LoadRun world(
      LoadTarget target, WorldTrafficConfig config, TimelineSource timelines) {
    LoadMeter meter = new LoadMeter();
    return new LoadRun(meter, () -> new WorldTraffic(target, config, timelines, meter).run());
  }

  /** Campaigns, then requests for advertisements, open loop; clicks on what is answered. */
  public static LoadRun ads(LoadTarget target, TrafficConfig config) {
    LoadMeter meter = new LoadMeter();
    return new LoadRun(meter, () -> new AdTraffic(target, config, meter).run());
  }

  /**
   * @param ratePerSecond as fast as the broker takes them where empty
   * @param badLine told of each line that is no record, with its number and why
   */
  public static LoadRun file(
      LoadTarget target,
      Path jsonLines,
      Topic<?> topic,
      OptionalDouble ratePerSecond,
      Consumer<String> badLine) {
    return replay(target, jsonLines, topic, ratePerSecond, badLine);
  }

  private static <T extends SpecificRecord> LoadRun replay(
      LoadTarget target,
      Path jsonLines,
      Topic<T> topic,
      OptionalDouble ratePerSecond,
      Consumer<String> badLine) {
    LoadMeter meter = new LoadMeter();
    return new LoadRun(
        meter,
        () -> {
          try (RecordSender<T> sender =
              new RecordSender<>(target, topic, Clock.systemUTC(), meter)) {
            new FileReplay<>(jsonLines, topic, ratePerSecond, badLine).run(sender, meter);
          }
        });
  }

  public LoadSnapshot snapshot() {
    return meter.snapshot();
  }

  public boolean isRunning() {
    return thread.isAlive();
  }

  /**
   * Waits for the end of the load and for every acknowledgement.
   *
   * @throws LoadException if the load failed
   */
  public LoadSnapshot await() throws InterruptedException, LoadException {
    thread.join();
    if (failure != null) {
      throw new LoadException("the load stopped: " + failure.getMessage(), failure);
    }
    return meter.snapshot();
  }

  /** Stops sending; what was sent is still acknowledged or given up within seconds. */
  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join(5_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
