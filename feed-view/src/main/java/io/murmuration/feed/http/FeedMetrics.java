package io.murmuration.feed.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.murmuration.feed.live.LiveStats;
import io.murmuration.feed.live.LiveStats.Flow;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Unit;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.function.DoubleSupplier;

/** What is counted, in Prometheus' text form. */
final class FeedMetrics {
  private static final String BEGAN = "murmuration.began";
  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final Histogram requests;

  FeedMetrics(FeedParts parts) {
    requests =
        Histogram.builder()
            .name("murmuration_feed_http_request_duration")
            .unit(Unit.SECONDS)
            .help("Time to answer, by route and status.")
            .labelNames("route", "status")
            .classicUpperBounds(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5)
            .classicOnly()
            .register(registry);
    CounterWithCallback.builder()
        .name("murmuration_feed_records_seen_total")
        .help("Records that became visible since the start, by what they are.")
        .labelNames("flow")
        .callback(
            counted -> {
              for (Flow flow : Flow.values()) {
                counted.call(parts.stats().total(flow), flow.name().toLowerCase(Locale.ROOT));
              }
            })
        .register(registry);
    GaugeWithCallback.builder()
        .name("murmuration_feed_end_to_end")
        .unit(Unit.SECONDS)
        .help("From the intended send to visible, of the last ten seconds, by what was sent.")
        .labelNames("flow", "quantile")
        .callback(measured -> endToEnd(parts.stats(), measured))
        .register(registry);
    gauge(
        "murmuration_feed_search_posts",
        "Searchable posts.",
        () -> parts.search().status().posts());
    gauge(
        "murmuration_feed_search_progress_ratio",
        "Of what the topic holds, how much is searchable.",
        () -> parts.search().status().progress());
    gauge(
        "murmuration_feed_search_undecodable_records",
        "Posts that could not be read and were passed over, since the start.",
        () -> parts.search().status().undecodable());
    gauge(
        "murmuration_feed_views_ready",
        "1 when all that this instance owns is restored.",
        () -> parts.views().ready() ? 1 : 0);
    gauge("murmuration_feed_live_watchers", "Open live streams.", () -> parts.feed().subscribers());
    gauge(
        "murmuration_feed_live_missed_events",
        "Events that slow watchers did not get, since the start.",
        () -> parts.feed().missed());
  }

  private static void endToEnd(LiveStats stats, GaugeWithCallback.Callback measured) {
    for (Flow flow : Flow.values()) {
      for (int percentile : new int[] {50, 99}) {
        measured.call(
            stats.endToEndSeconds(flow, percentile),
            flow.name().toLowerCase(Locale.ROOT),
            Double.toString(percentile / 100.0));
      }
    }
  }

  private void gauge(String name, String help, DoubleSupplier value) {
    GaugeWithCallback.builder()
        .name(name)
        .help(help)
        .callback(measured -> measured.call(value.getAsDouble()))
        .register(registry);
  }

  void register(RoutesConfig routes) {
    routes.before(call -> call.attribute(BEGAN, System.nanoTime()));
    routes.after(this::count);
    routes.get("/metrics", this::metrics);
  }

  private void count(Context call) {
    Long began = call.attribute(BEGAN);
    if (began != null) {
      var endpoint = call.endpoints().lastHttpEndpoint();
      requests
          .labelValues(
              endpoint == null ? "other" : endpoint.path, Integer.toString(call.status().getCode()))
          .observe((System.nanoTime() - began) / 1e9);
    }
  }

  private void metrics(Context call) throws IOException {
    PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.create();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    writer.write(out, registry.scrape());
    call.contentType(writer.getContentType());
    call.result(out.toByteArray());
  }
}
