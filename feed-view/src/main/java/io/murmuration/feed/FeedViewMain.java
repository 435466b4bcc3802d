package io.murmuration.feed;

import io.murmuration.feed.http.HttpConfig;
import io.murmuration.feed.search.SearchConfig;
import io.murmuration.feed.views.ViewsConfig;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs one instance until it is told to stop; ends with code 1 when a part of it failed. */
@Command(
    name = "feed-view",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = "Views, search and the live page over the output topics.")
public final class FeedViewMain implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(FeedViewMain.class);
  private static final String TOKEN = "MURMURATION_FEED_TOKEN";
  private static final String KEY_STORE_PASSWORD = "MURMURATION_FEED_KEY_STORE_PASSWORD";

  @Option(names = "--bootstrap", required = true, description = "Kafka, host:port.")
  private String bootstrap;

  @Option(names = "--registry", required = true, description = "The schema registry's URL.")
  private String registry;

  @Option(names = "--models", required = true, description = "The folder of the models.")
  private Path models;

  @Option(names = "--data", required = true, description = "Where stores and index lie.")
  private Path data;

  @Option(names = "--host", defaultValue = "127.0.0.1", description = "The address to listen on.")
  private String host;

  @Option(names = "--port", defaultValue = "8080", description = "The port to listen on.")
  private int port;

  @Option(names = "--advertised", description = "The URL at which other instances reach this one.")
  private URI advertised;

  @Option(
      names = "--key-store",
      description = "PKCS12 for TLS; its password is in " + KEY_STORE_PASSWORD + ".")
  private Path keyStore;

  @Option(names = "--keep-hours", defaultValue = "168", description = "How long posts are kept.")
  private int keepHours;

  @Option(
      names = "--flink-metrics",
      description = "Where Prometheus scrapes Flink; with it the page shows how full batches are.")
  private URI flinkMetrics;

  @Option(
      names = "--standbys",
      defaultValue = "1",
      description = "Copies of each view that other instances keep warm.")
  private int standbys;

  @Option(names = "--max-posts", defaultValue = "200000", description = "Most searchable posts.")
  private int maxPosts;

  @Option(
      names = "--requests-per-second",
      defaultValue = "200",
      description = "Of one address; twice as many may come at once.")
  private int requestsPerSecond;

  @Option(names = "--max-watchers", defaultValue = "64", description = "Most open live streams.")
  private int maxWatchers;

  public static void main(String... arguments) {
    int code = new CommandLine(new FeedViewMain()).execute(arguments);
    if (code != CommandLine.ExitCode.OK) {
      System.exit(code);
    }
  }

  @Override
  public Integer call() throws Exception {
    FeedViewConfig config;
    try {
      config = config();
    } catch (IllegalArgumentException e) {
      System.err.println("feed-view: " + e.getMessage());
      return CommandLine.ExitCode.USAGE;
    }
    FeedView view = FeedView.start(config, Clock.systemUTC(), FeedViewMain::endLater);
    Runtime.getRuntime().addShutdownHook(new Thread(view::close, "stop"));
    LOG.info("feed-view serves on port {}", view.port());
    return CommandLine.ExitCode.OK;
  }

  /** From a thread of its own: the part that failed may be one that the stop waits for. */
  private static void endLater() {
    Thread end = new Thread(() -> System.exit(1), "end");
    end.setDaemon(true);
    end.start();
  }

  private FeedViewConfig config() {
    Duration keep = Duration.ofHours(keepHours);
    Optional<HttpConfig.Tls> tls =
        Optional.ofNullable(keyStore)
            .map(
                store ->
                    new HttpConfig.Tls(
                        store, Optional.ofNullable(System.getenv(KEY_STORE_PASSWORD)).orElse("")));
    URI reached =
        advertised == null
            ? URI.create((tls.isPresent() ? "https://" : "http://") + host + ":" + port)
            : advertised;
    return new FeedViewConfig(
        registry,
        new ViewsConfig(bootstrap, data.resolve("views"), reached, keep, standbys),
        new SearchConfig(data.resolve("search"), models, keep, maxPosts, Duration.ofMillis(250)),
        new HttpConfig(
            host,
            port,
            Optional.ofNullable(System.getenv(TOKEN)),
            tls,
            requestsPerSecond,
            maxWatchers),
        Optional.ofNullable(flinkMetrics));
  }
}
