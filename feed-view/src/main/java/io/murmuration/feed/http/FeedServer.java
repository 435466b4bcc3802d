package io.murmuration.feed.http;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.staticfiles.Location;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The feed over HTTP, and the page that shows it. */
public final class FeedServer implements AutoCloseable {
  private static final int MOST_THREADS = 48;
  private static final int LEAST_THREADS = 8;

  /** Of a request's line and headers together; bodies are not read at all. */
  private static final int MAX_REQUEST_BYTES = 8_192;

  private final Javalin javalin;
  private final LiveRoutes live;

  private FeedServer(Javalin javalin, LiveRoutes live) {
    this.javalin = javalin;
    this.live = live;
  }

  /**
   * @throws io.javalin.util.JavalinBindException if the port is taken
   */
  public static FeedServer start(HttpConfig config, FeedParts parts) {
    LiveRoutes live = new LiveRoutes(parts.feed(), parts.stats());
    Javalin javalin =
        Javalin.create(
            javalinConfig -> {
              jetty(javalinConfig, config);
              javalinConfig.http.prefer405over404 = true;
              javalinConfig.http.maxRequestSize = 1;
              javalinConfig.startup.showJavalinBanner = false;
              javalinConfig.startup.showOldJavalinVersionWarning = false;
              javalinConfig.staticFiles.add("/page", Location.CLASSPATH);
              routes(javalinConfig, config, parts, live);
            });
    return new FeedServer(javalin.start(), live);
  }

  private static void routes(
      JavalinConfig javalin, HttpConfig config, FeedParts parts, LiveRoutes live) {
    SecurityHeaders.register(javalin.routes);
    new RequestGuard(config).register(javalin.routes);
    Problems.register(javalin.routes);
    FeedMetrics metrics = new FeedMetrics(parts);
    metrics.register(javalin.routes);
    new HealthRoutes(parts.views(), parts.search()).register(javalin.routes);
    new ViewRoutes(parts.views(), parts.newest(), parts.readers()).register(javalin.routes);
    new SearchRoutes(parts.search(), parts.stats()).register(javalin.routes);
    live.register(javalin.routes);
  }

  private static void jetty(JavalinConfig javalin, HttpConfig config) {
    javalin.jetty.threadPool = new QueuedThreadPool(MOST_THREADS, LEAST_THREADS);
    javalin.jetty.modifyHttpConfiguration(
        http -> {
          http.setRequestHeaderSize(MAX_REQUEST_BYTES);
          http.setSendServerVersion(false);
        });
    javalin.jetty.addConnector((server, http) -> connector(server, http, config));
  }

  private static ServerConnector connector(
      Server server, HttpConfiguration http, HttpConfig config) {
    ServerConnector connector =
        config
            .tls()
            .map(
                tls -> {
                  // Peers and tests reach it by address: no name indication is asked for.
                  http.addCustomizer(new SecureRequestCustomizer(false));
                  return new ServerConnector(
                      server,
                      new SslConnectionFactory(TlsFiles.server(tls), "http/1.1"),
                      new HttpConnectionFactory(http));
                })
            .orElseGet(() -> new ServerConnector(server, new HttpConnectionFactory(http)));
    connector.setHost(config.host());
    connector.setPort(config.port());
    return connector;
  }

  public int port() {
    return javalin.port();
  }

  @Override
  public void close() {
    live.close();
    javalin.stop();
  }
}
