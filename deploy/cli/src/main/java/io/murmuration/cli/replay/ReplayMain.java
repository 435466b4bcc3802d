package io.murmuration.cli.replay;

import io.murmuration.devstack.FlinkConfiguration;
import io.murmuration.devstack.ParentWatch;
import io.murmuration.devstack.SessionStanding;
import io.murmuration.jobs.RegistryConnector;
import io.murmuration.jobs.replay.ReplayEnds;
import io.murmuration.jobs.replay.ReplayPlan;
import io.murmuration.jobs.replay.ReplayState;
import io.murmuration.jobs.replay.ReplayedJobs;
import io.murmuration.model.inference.LocalMemory;
import java.nio.file.Path;
import java.time.Clock;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one replay in a JVM of its own until it is done. Argument: the replay's folder. */
public final class ReplayMain {
  private static final Logger LOG = LoggerFactory.getLogger(ReplayMain.class);

  private ReplayMain() {}

  public static void main(String... arguments) throws Exception {
    ParentWatch.start(line -> {});
    SessionStanding.keep();
    ReplayFolder folder = ReplayFolder.at(Path.of(arguments[0]));
    try {
      run(folder, folder.read());
      folder.done();
      System.exit(0);
    } catch (Throwable e) {
      LOG.error("the replay failed", e);
      folder.failed(rootOf(e));
      System.exit(1);
    }
  }

  private static void run(ReplayFolder folder, ReplayFile file) throws Exception {
    ReplayPlan plan = file.plan();
    Configuration flink =
        FlinkConfiguration.alone(folder.path(), plan.parallelism(), plan.initialState());
    PositionsReporter.configure(flink, folder);
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(flink);
    environment.setParallelism(plan.parallelism());
    ReplayedJobs.byName(plan.job())
        .orElseThrow(() -> new IllegalArgumentException("no job '" + plan.job() + "'"))
        .define(
            environment,
            new ReplayEnds(
                plan,
                file.kafka(),
                RegistryConnector.to(file.registryUrl()),
                LocalMemory.in(folder.memory().toString())
                    .reading(folder.productionMemory().toString())
                    .patient(),
                Clock.systemUTC()));
    ReplayState.keepEndsApart(environment);
    environment.execute("replay " + plan.id());
  }

  private static String rootOf(Throwable error) {
    Throwable root = error;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return String.valueOf(root).lines().findFirst().orElse("");
  }
}
