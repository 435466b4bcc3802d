package io.murmuration.cli.bench.flow;

import java.util.Map;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A Flink cluster in this JVM, for jobs that end by themselves; one at a time. */
public final class LocalFlink implements AutoCloseable {
  private final MiniCluster cluster;

  private LocalFlink(MiniCluster cluster) {
    this.cluster = cluster;
  }

  /**
   * @param slots the widest job's parallelism
   */
  public static LocalFlink start(int slots) throws Exception {
    Configuration settings = new Configuration();
    settings.setString("rest.bind-port", "0");
    settings.setString("rest.bind-address", "127.0.0.1");
    settings.setString("taskmanager.memory.managed.size", "256m");
    MiniCluster cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(settings)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(slots)
                .build());
    cluster.start();
    return new LocalFlink(cluster);
  }

  /** As the jobs run: no generic types, records handed on without copies. */
  public StreamExecutionEnvironment environment(Map<String, String> more) {
    Configuration job = new Configuration();
    job.setString("pipeline.generic-types", "false");
    job.setString("pipeline.object-reuse", "true");
    job.setString("restart-strategy.type", "disable");
    more.forEach(job::setString);
    return StreamExecutionEnvironment.getExecutionEnvironment(job);
  }

  public JobExecutionResult run(StreamExecutionEnvironment environment) throws Exception {
    return cluster.executeJobBlocking(environment.getStreamGraph().getJobGraph());
  }

  @Override
  public void close() throws Exception {
    cluster.closeAsync().get();
  }
}
