package io.murmuration.model.flink;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.flink.metrics.CharacterFilter;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.Meter;
import org.apache.flink.metrics.MetricGroup;

/**
 * A metric group in which a gauge takes the place of the one that had its name: a model that was
 * given up and loaded anew has other figures, and Flink would go on showing the dead ones.
 * Thread-safe.
 */
public final class RenewedGauges implements MetricGroup {
  private final MetricGroup group;
  private final String path;
  private final Map<String, AtomicReference<Gauge<?>>> gauges;

  public RenewedGauges(MetricGroup group) {
    this(group, "", new ConcurrentHashMap<>());
  }

  private RenewedGauges(
      MetricGroup group, String path, Map<String, AtomicReference<Gauge<?>>> gauges) {
    this.group = group;
    this.path = path;
    this.gauges = gauges;
  }

  @Override
  public <T, G extends Gauge<T>> G gauge(String name, G gauge) {
    AtomicReference<Gauge<?>> current = new AtomicReference<>(gauge);
    AtomicReference<Gauge<?>> before = gauges.putIfAbsent(path + name, current);
    if (before == null) {
      group.gauge(name, (Gauge<Object>) () -> current.get().getValue());
    } else {
      before.set(gauge);
    }
    return gauge;
  }

  @Override
  public MetricGroup addGroup(String name) {
    return new RenewedGauges(group.addGroup(name), path + name + "/", gauges);
  }

  @Override
  public MetricGroup addGroup(String key, String value) {
    return new RenewedGauges(group.addGroup(key, value), path + key + "/" + value + "/", gauges);
  }

  @Override
  public Counter counter(String name) {
    return group.counter(name);
  }

  @Override
  public <C extends Counter> C counter(String name, C counter) {
    return group.counter(name, counter);
  }

  @Override
  public <H extends Histogram> H histogram(String name, H histogram) {
    return group.histogram(name, histogram);
  }

  @Override
  public <M extends Meter> M meter(String name, M meter) {
    return group.meter(name, meter);
  }

  @Override
  public String[] getScopeComponents() {
    return group.getScopeComponents();
  }

  @Override
  public Map<String, String> getAllVariables() {
    return group.getAllVariables();
  }

  @Override
  public String getMetricIdentifier(String name) {
    return group.getMetricIdentifier(name);
  }

  @Override
  public String getMetricIdentifier(String name, CharacterFilter filter) {
    return group.getMetricIdentifier(name, filter);
  }
}
