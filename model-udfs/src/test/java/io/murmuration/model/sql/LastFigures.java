package io.murmuration.model.sql;

import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.configuration.ConfigConstants;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;

/**
 * The figures of the model that was opened last, by name. They outlive their job: a reporter of
 * Flink's own forgets them when the cluster of a query goes, which nobody can wait for.
 */
public final class LastFigures implements MetricReporter {
  private static final Map<String, Gauge<?>> FIGURES = new ConcurrentHashMap<>();

  /** Found by its name in META-INF/services. */
  public static final class Factory implements MetricReporterFactory {
    @Override
    public MetricReporter createMetricReporter(Properties properties) {
      return new LastFigures();
    }
  }

  static Configuration reported() {
    Configuration configuration = new Configuration();
    configuration.setString(
        ConfigConstants.METRICS_REPORTER_PREFIX + "last.factory.class", Factory.class.getName());
    return configuration;
  }

  static void forget() {
    FIGURES.clear();
  }

  static Object of(String name) {
    return FIGURES.get(name).getValue();
  }

  @Override
  public void open(MetricConfig config) {}

  @Override
  public void close() {}

  @Override
  public void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
    if (metric instanceof Gauge<?> figure && group.getAllVariables().containsKey("<version>")) {
      FIGURES.put(name, figure);
    }
  }

  @Override
  public void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {}
}
