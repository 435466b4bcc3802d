package io.murmuration.devstack;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.flink.client.ClientUtils;
import org.apache.flink.client.program.PackagedProgram;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.DefaultExecutorServiceLoader;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Flink cluster in one JVM, with its web UI; submits its jobs when the parent says so, each from
 * its newest complete checkpoint.
 */
final class FlinkMain {
  static final String SUBMIT = "submit";
  private static final Logger LOG = LoggerFactory.getLogger(FlinkMain.class);

  private FlinkMain() {}

  public static void main(String... arguments) {
    try {
      run(arguments);
    } catch (Throwable e) {
      LOG.error("Flink can't run the jobs", e);
      System.exit(1);
    }
  }

  private static void run(String... arguments) throws Exception {
    CountDownLatch submit = new CountDownLatch(1);
    ParentWatch.start(line -> submit.countDown());
    Map<String, String> options = new HashMap<>();
    List<JobSpec> jobs = new ArrayList<>();
    for (String argument : arguments) {
      String[] pair = argument.substring(2).split("=", 2);
      if (pair[0].equals("job")) {
        jobs.add(JobSpec.parse(pair[1]));
      } else {
        options.put(pair[0], pair[1]);
      }
    }
    Path data = Path.of(options.get("data"));
    boolean forSpeed = Boolean.parseBoolean(options.get("for-speed"));
    Configuration cluster =
        FlinkConfiguration.cluster(
            data,
            Integer.parseInt(options.get("port")),
            Integer.parseInt(options.get("metrics-port")));
    MiniCluster flink =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(cluster)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(slots(jobs))
                .build());
    flink.start();
    submit.await();
    for (JobSpec job : jobs) {
      submit(job, FlinkConfiguration.job(cluster, data, job, forSpeed), options);
    }
    Thread.currentThread().join();
  }

  private static int slots(List<JobSpec> jobs) {
    return jobs.stream().mapToInt(job -> job.parallelism().orElseThrow()).sum();
  }

  private static void submit(JobSpec job, Configuration configuration, Map<String, String> options)
      throws Exception {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("--parallelism", job.parallelism().orElseThrow().toString()));
    for (String name : List.of("bootstrap", "registry", "models", "device", "cache")) {
      if (options.containsKey(name)) {
        arguments.add("--" + name);
        arguments.add(options.get(name));
      }
    }
    try (PackagedProgram program =
        PackagedProgram.newBuilder()
            .setEntryPointClassName(job.mainClass())
            .setConfiguration(configuration)
            .setArguments(arguments.toArray(String[]::new))
            .build()) {
      LOG.info("submitting {}", job.name());
      ClientUtils.executeProgram(
          new DefaultExecutorServiceLoader(), configuration, program, false, false);
    }
  }
}
