package io.murmuration.cli;

import io.murmuration.cli.stack.WholeStack;
import io.murmuration.devstack.DevStack;
import io.murmuration.devstack.Ports;
import io.murmuration.devstack.StackAddresses;
import io.murmuration.devstack.StackConfig;
import io.murmuration.devstack.StackException;
import io.murmuration.loadgen.HttpTimelines;
import io.murmuration.loadgen.LoadRun;
import io.murmuration.loadgen.LoadTarget;
import io.murmuration.loadgen.Reactions;
import io.murmuration.loadgen.TrafficConfig;
import io.murmuration.loadgen.WorldTrafficConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs the whole stack in the foreground. */
@Command(
    name = "up",
    description =
        "Run broker, registry, Flink, the jobs and feed-view here, with the light traffic of a small"
            + " world.",
    footer = {
      "",
      "Example: ./murmur up --for 90s",
      "         ./murmur up --data /tmp/mine --ports 19090"
    })
final class UpCommand implements Callable<Integer> {
  /** Of the world: the same people each time, so that kept timelines stay theirs. */
  private static final long SEED = 1;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = ".murmur",
      description =
          "Keeps topics, schemas and checkpoints; the next up carries on (default: ${DEFAULT-VALUE}).")
  private Path data;

  @Option(
      names = "--ports",
      paramLabel = "BASE",
      description =
          "Kafka on BASE, registry, Flink and feed-view on BASE+1 to BASE+3"
              + " (default: 9092, 8081, 8082, 8080).")
  private Integer base;

  @Option(names = "--no-traffic", description = "Send nothing.")
  private boolean noTraffic;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "5",
      description = "Posts a second (default: ${DEFAULT-VALUE}).")
  private double rate;

  @Option(
      names = "--ads-rate",
      paramLabel = "N",
      defaultValue = "2",
      description = "Ad requests a second (default: ${DEFAULT-VALUE}).")
  private double adsRate;

  @Option(
      names = "--peak",
      description =
          "Compile for the highest speed, for loads of hundreds of posts a second: the first minutes are"
              + " slow on a small machine (default with 8 cores or more).")
  private boolean peak;

  @Mixin private DeviceOption device;

  @Option(names = "--for", paramLabel = "TIME", description = "Stop by itself after, say, 90s.")
  private Duration duration;

  @Override
  public Integer call() throws StackException, InterruptedException {
    StackConfig config = config();
    WorldTrafficConfig traffic = traffic();
    TrafficConfig adRequests = adRequests();
    StatusDisplay display = StatusDisplay.onStandardOutput();
    Interruption interruption = Interruption.install();
    try (DevStack stack = DevStack.start(config, step -> display.say("murmur: " + step))) {
      StackAddresses at = stack.addresses();
      display.say(
          "ready kafka=%s registry=%s flink=%s feed=%s"
              .formatted(at.bootstrap(), at.registryUrl(), at.flinkUrl(), at.feedUrl()));
      run(stack, traffic, adRequests, display, interruption);
    } catch (InterruptedException e) {
      if (!interruption.asked()) {
        throw e;
      }
    } finally {
      interruption.done();
    }
    return CommandLine.ExitCode.OK;
  }

  private void run(
      DevStack stack,
      WorldTrafficConfig traffic,
      TrafficConfig adRequests,
      StatusDisplay display,
      Interruption interruption)
      throws InterruptedException {
    StackAddresses at = stack.addresses();
    try (StackMonitor monitor = new StackMonitor(at);
        LoadRun load =
            noTraffic
                ? null
                : LoadRun.world(
                    new LoadTarget(at.bootstrap(), at.registryUrl()),
                    traffic,
                    new HttpTimelines(at.feedUrl()));
        LoadRun ads =
            noTraffic
                ? null
                : LoadRun.ads(new LoadTarget(at.bootstrap(), at.registryUrl()), adRequests)) {
      long end = duration == null ? Long.MAX_VALUE : System.nanoTime() + duration.toNanos();
      while (System.nanoTime() < end && !interruption.await(Duration.ofSeconds(1))) {
        stack.recentEvents().forEach(display::say);
        display.show(monitor.look(reactions(load)));
      }
      if (load != null) {
        load.close();
        ads.close();
      }
      display.say(monitor.total(reactions(load)).summary());
      display.say("stopping");
    }
  }

  private static Reactions reactions(LoadRun load) {
    return load == null ? Reactions.NONE : load.snapshot().reactions();
  }

  private StackConfig config() {
    Path root = Path.of(System.getProperty("murmuration.root", "."));
    try {
      StackConfig config =
          WholeStack.of(root, data, base == null ? Ports.standard() : Ports.from(base))
              .on(device.parsed().toString());
      return peak ? config.forSpeed() : config;
    } catch (IllegalArgumentException e) {
      throw new CommandLine.ParameterException(spec.commandLine(), e.getMessage());
    }
  }

  private TrafficConfig adRequests() {
    try {
      return new TrafficConfig(adsRate, System.currentTimeMillis(), Optional.empty());
    } catch (IllegalArgumentException e) {
      throw new CommandLine.ParameterException(spec.commandLine(), "--ads-rate: " + e.getMessage());
    }
  }

  private WorldTrafficConfig traffic() {
    try {
      return WorldTrafficConfig.light(rate, SEED);
    } catch (IllegalArgumentException e) {
      throw new CommandLine.ParameterException(spec.commandLine(), "--rate: " + e.getMessage());
    }
  }

  /** Ctrl-C or a polite kill: the command ends in order, and the JVM waits for it. */
  private static final class Interruption {
    private static final long ORDERED_STOP_SECONDS = 60;

    private final Thread worker = Thread.currentThread();
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);

    static Interruption install() {
      Interruption interruption = new Interruption();
      Runtime.getRuntime().addShutdownHook(new Thread(interruption::onShutdown, "ctrl-c"));
      return interruption;
    }

    private void onShutdown() {
      if (done.getCount() == 0) {
        return;
      }
      asked.countDown();
      worker.interrupt();
      try {
        if (!done.await(ORDERED_STOP_SECONDS, TimeUnit.SECONDS)) {
          System.err.println("murmur: the stack did not stop in order");
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      // The JVM would end with the signal's code; what was asked for was done.
      Runtime.getRuntime().halt(0);
    }

    boolean asked() {
      return asked.getCount() == 0;
    }

    boolean await(Duration time) throws InterruptedException {
      try {
        return asked.await(time.toMillis(), TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        if (asked()) {
          return true;
        }
        throw e;
      }
    }

    void done() {
      done.countDown();
    }
  }
}
