package io.murmuration.cli;

import io.murmuration.devstack.DevStack;
import io.murmuration.devstack.JobSpec;
import io.murmuration.devstack.Ports;
import io.murmuration.devstack.StackConfig;
import io.murmuration.jobs.ads.CreateAdsJob;
import io.murmuration.jobs.enrich.EnrichTweetsJob;
import io.murmuration.jobs.rank.RankTimelinesJob;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A stack of a test's own, what its topics hold, and the commands on it. */
record TestStack(Path data, DevStack stack, TestTopics topics) implements AutoCloseable {
  /** With subtasks as many as on two cores, whatever the machine. */
  static final List<JobSpec> ALL_JOBS =
      List.of(
          new JobSpec(EnrichTweetsJob.NAME, EnrichTweetsJob.class.getName()),
          new JobSpec(RankTimelinesJob.NAME, RankTimelinesJob.class.getName()).withParallelism(1),
          new JobSpec(CreateAdsJob.NAME, CreateAdsJob.class.getName()).withParallelism(1));

  record Finished(int code, String out, String err) {}

  static TestStack start(Path data, List<JobSpec> jobs) throws Exception {
    DevStack stack =
        DevStack.start(
            new StackConfig(
                    data,
                    Ports.free(),
                    Path.of(System.getProperty("murmuration.registry")),
                    Path.of(System.getProperty("murmuration.models")),
                    2,
                    Duration.ofMillis(500),
                    jobs)
                .on("cpu"),
            line -> {});
    var at = stack.addresses();
    return new TestStack(data, stack, new TestTopics(at.bootstrap(), at.registryUrl()));
  }

  Finished murmur(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--data", data.toString()));
    int code =
        Murmur.commandLine()
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(all.toArray(String[]::new));
    return new Finished(code, out.toString(), err.toString());
  }

  @Override
  public void close() {
    stack.close();
  }
}
