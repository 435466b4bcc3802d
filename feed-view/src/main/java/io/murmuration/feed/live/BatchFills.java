package io.murmuration.feed.live;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How full the jobs' batches are, read now and then where Prometheus scrapes Flink. While that does
 * not answer there is no figure. Thread-safe.
 */
public final class BatchFills implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(BatchFills.class);

  /** A page of all metrics costs Flink's JVM a part of a core. */
  private static final Duration EVERY = Duration.ofSeconds(15);

  private static final Duration TIMEOUT = Duration.ofSeconds(2);
  private static final Pattern GAUGE =
      Pattern.compile("flink_\\w*_batchFill\\{(?:[^}]*,)?job_name=\"([^\"]*)\"[^}]*}\\s+(\\S+).*");

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "batch-fills"));
  private final URI page;
  private volatile Map<String, Double> byJob = Map.of();

  private BatchFills(URI page) {
    this.page = page;
  }

  /**
   * @param page Flink's figures in Prometheus' text form
   */
  public static BatchFills follow(URI page) {
    return follow(page, EVERY);
  }

  static BatchFills follow(URI page, Duration every) {
    BatchFills fills = new BatchFills(page);
    fills.thread.scheduleWithFixedDelay(fills::look, 0, every.toMillis(), TimeUnit.MILLISECONDS);
    return fills;
  }

  /** The fullest model's share by job, 0 to 1. */
  public Map<String, Double> byJob() {
    return byJob;
  }

  private void look() {
    try {
      HttpRequest request = HttpRequest.newBuilder(page).timeout(TIMEOUT).build();
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      byJob = answer.statusCode() == 200 ? parse(answer.body()) : Map.of();
    } catch (IOException | RuntimeException e) {
      LOG.debug("{} does not answer: {}", page, e.toString());
      byJob = Map.of();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  static Map<String, Double> parse(String text) {
    Map<String, Double> fullest = new TreeMap<>();
    for (String line : text.lines().toList()) {
      Matcher gauge = GAUGE.matcher(line);
      if (gauge.matches()) {
        double fill = number(gauge.group(2));
        if (fill >= 0) {
          fullest.merge(gauge.group(1), Math.min(1, fill), Math::max);
        }
      }
    }
    return Map.copyOf(fullest);
  }

  /** NaN, as a gauge says it before the first batch, stays out. */
  private static double number(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
