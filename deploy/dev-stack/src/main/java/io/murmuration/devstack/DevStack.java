package io.murmuration.devstack;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/**
 * A broker, a schema registry, Flink and feed-view, each in a JVM of its own on loopback, with
 * every topic and schema in place and the jobs running. A process that dies is started again; none
 * outlives this JVM.
 */
public final class DevStack implements AutoCloseable {
  private static final Duration START_WITHIN = Duration.ofMinutes(2);
  private static final long POLL_MILLIS = 200;

  private final StackConfig config;
  private final DataFolder folder;
  private final Commands commands;
  private final Queue<String> events = new ConcurrentLinkedQueue<>();
  private final Map<String, Supervised> processes = new TreeMap<>();
  private boolean closed;

  private DevStack(StackConfig config, DataFolder folder) {
    this.config = config;
    this.folder = folder;
    this.commands = new Commands(config);
  }

  /**
   * Returns when all of it serves.
   *
   * @param progress a line for each step
   * @throws StackException if it can't; then nothing is left running
   */
  public static DevStack start(StackConfig config, Consumer<String> progress)
      throws StackException, InterruptedException {
    Commands.registryJar(config.registryHome());
    DataFolder folder = DataFolder.open(config.data());
    DevStack stack = new DevStack(config, folder);
    try {
      config.ports().requireFree();
      stack.boot(progress);
      return stack;
    } catch (StackException | InterruptedException | RuntimeException e) {
      stack.close();
      throw e;
    }
  }

  private void boot(Consumer<String> progress) throws StackException, InterruptedException {
    progress.accept("starting broker, registry and Flink");
    start("broker", commands::broker);
    start("registry", commands::registry);
    if (!config.flinkJobs().isEmpty()) {
      start("flink", commands::flink);
    }
    await("broker", () -> Provisioning.topics(config.bootstrap()));
    progress.accept("broker serves, topics are in place");
    await("registry", () -> Provisioning.schemas(config.registryUrl()));
    progress.accept("registry serves, schemas are in place");
    if (config.feedView().isPresent()) {
      start("feed-view", commands::feedView);
    }
    if (!config.flinkJobs().isEmpty()) {
      submitJobs();
      FlinkRest flink = new FlinkRest(config.flinkUrl());
      await("flink", () -> flink.jobsRunning() == config.flinkJobs().size());
      progress.accept("Flink runs " + config.flinkJobs().stream().map(JobSpec::name).toList());
    }
    if (config.feedView().isPresent()) {
      FeedViewProbe feed = new FeedViewProbe(config.feedUrl());
      await("feed-view", feed::ready);
      progress.accept("feed-view has read the topics");
    }
    processes.values().forEach(Supervised::watch);
    writeAddresses();
  }

  private void start(String name, Supervised.Starter starter) throws StackException {
    processes.put(name, new Supervised(name, starter, events::add, () -> restarted(name)));
  }

  private void restarted(String name) {
    writeAddresses();
    if (name.equals("flink")) {
      submitJobs();
    }
  }

  /** Flink reads this when it is up; a job that meets no broker yet tries again by itself. */
  private void submitJobs() {
    try {
      processes.get("flink").child().send(FlinkMain.SUBMIT);
    } catch (IOException e) {
      events.add("Flink did not take its jobs: " + e.getMessage());
    }
  }

  private interface Condition {
    boolean holds() throws InterruptedException;
  }

  private void await(String name, Condition condition) throws StackException, InterruptedException {
    long deadline = System.nanoTime() + START_WITHIN.toNanos();
    while (!condition.holds()) {
      for (Supervised process : processes.values()) {
        process.child().requireAlive();
      }
      if (System.nanoTime() > deadline) {
        throw new StackException(
            "the %s does not serve after %d s: see %s"
                .formatted(
                    name,
                    START_WITHIN.toSeconds(),
                    config.data().resolve("logs").resolve(name + ".log")));
      }
      Thread.sleep(POLL_MILLIS);
    }
  }

  public StackAddresses addresses() {
    Map<String, Long> pids = new TreeMap<>();
    processes.forEach((name, process) -> pids.put(name, process.child().pid()));
    pids.put("murmur", ProcessHandle.current().pid());
    return new StackAddresses(
        config.bootstrap(),
        commands.replayBootstrap(),
        config.registryUrl(),
        config.flinkUrl(),
        config.flinkJobs().isEmpty() ? "" : commands.metricsUrl(),
        config.feedUrl(),
        pids);
  }

  private void writeAddresses() {
    try {
      addresses().write(config.data());
    } catch (IOException e) {
      events.add("stack.json can't be written: " + e.getMessage());
    }
  }

  /** What happened since the last call, a line each. */
  public List<String> recentEvents() {
    List<String> taken = new ArrayList<>();
    for (String event = events.poll(); event != null; event = events.poll()) {
      taken.add(event);
    }
    return taken;
  }

  /** Readers first: feed-view, Flink, the registry, the broker. Idempotent. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    for (String name : List.of("feed-view", "flink", "registry", "broker")) {
      Supervised process = processes.get(name);
      if (process != null) {
        process.stop();
      }
    }
    try {
      StackAddresses.remove(config.data());
    } catch (IOException e) {
      events.add("stack.json can't be removed: " + e.getMessage());
    }
    folder.close();
  }
}
