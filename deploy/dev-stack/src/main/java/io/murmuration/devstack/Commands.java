package io.murmuration.devstack;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** How each process of the stack is started. */
final class Commands {
  private static final List<String> COMMON =
      List.of(
          "-Dorg.apache.avro.SERIALIZABLE_PACKAGES=io.murmuration.event,java.lang,java.math,java.io,java.net",
          "-Dlog4j2.configurationFile=murmuration-child-log4j2.xml",
          "-Dai.djl.offline=true",
          "-DOPT_OUT_TRACKING=true",
          // Beside four other JVMs on few cores, what collects in the background starves the rest.
          "-XX:+UseParallelGC",
          "-XX:+ExitOnOutOfMemoryError",
          "-Xshare:auto");

  /** 9249, where Flink is scraped, less 9092. */
  private static final int METRICS_ABOVE_KAFKA = 157;

  private static final int HIGHEST_PORT = 65_535;

  private final StackConfig config;

  /** Where replays reach the broker; the same for as long as the stack runs. */
  private final int replayPort = Ports.freePorts(1).get(0);

  private final int metricsPort;

  Commands(StackConfig config) {
    this.config = config;
    this.metricsPort = metricsPort(config.ports());
  }

  ChildProcess broker() throws IOException {
    return ChildProcess.start(
        "broker",
        config.data(),
        live("-Xmx384m"),
        BrokerMain.class.getName(),
        List.of(BrokerProperties.write(config, replayPort).toString()));
  }

  /** Flink's usual one beside Kafka's usual one; whoever scrapes it need not be told anew. */
  private static int metricsPort(Ports ports) {
    int usual = ports.kafka() + METRICS_ABOVE_KAFKA;
    boolean isUsable = usual <= HIGHEST_PORT && Ports.isFree(usual);
    return isUsable ? usual : Ports.freePorts(1).get(0);
  }

  String metricsUrl() {
    return "http://127.0.0.1:%d/metrics".formatted(metricsPort);
  }

  String replayBootstrap() {
    return "127.0.0.1:" + replayPort;
  }

  ChildProcess registry() throws IOException, StackException {
    // Written through: an id that was given away survives any death.
    String database =
        "jdbc:h2:file:%s;DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=0"
            .formatted(config.data().resolve("registry").resolve("schemas"));
    return ChildProcess.start(
        "registry",
        config.data(),
        List.of(
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Dquarkus.http.host=127.0.0.1",
            "-Dquarkus.http.port=" + config.ports().registry(),
            "-Dquarkus.datasource.jdbc.url=" + database,
            "-cp",
            ownCode() + File.pathSeparator + registryJar(config.registryHome())),
        WatchedMain.class.getName(),
        List.of("io.quarkus.runner.GeneratedMain"));
  }

  /** On its own class path: its RocksDB and Flink's are two builds of one package. */
  ChildProcess feedView() throws IOException {
    Path home = config.feedView().orElseThrow();
    List<String> options = new ArrayList<>(COMMON);
    options.addAll(compiler());
    options.addAll(
        List.of(
            "-Xmx512m",
            "-XX:MaxDirectMemorySize=256m",
            "-DDJL_CACHE_DIR=" + config.data().resolve("djl"),
            "-cp",
            String.join(
                File.pathSeparator,
                ownCode(),
                home.resolve("classes").toString(),
                home.resolve("lib") + File.separator + "*")));
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "io.murmuration.feed.FeedViewMain",
                "--bootstrap=" + config.bootstrap(),
                "--registry=" + config.registryUrl(),
                "--models=" + config.models(),
                "--data=" + config.data().resolve("feed-view"),
                "--port=" + config.ports().feed(),
                "--standbys=0"));
    if (!config.flinkJobs().isEmpty()) {
      arguments.add("--flink-metrics=" + metricsUrl());
    }
    return ChildProcess.start(
        "feed-view", config.data(), options, WatchedMain.class.getName(), arguments);
  }

  ChildProcess flink() throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--port=" + config.ports().flink(),
                "--metrics-port=" + metricsPort,
                "--data=" + config.data(),
                "--bootstrap=" + config.bootstrap(),
                "--registry=" + config.registryUrl(),
                "--models=" + config.models(),
                "--device=" + config.device(),
                "--for-speed=" + config.isForSpeed()));
    if (config.remembers()) {
      arguments.add("--cache=" + StackConfig.memory(config.data()));
    }
    for (JobSpec job : config.flinkJobs()) {
      arguments.add("--job=" + job.argument(config.checkpointInterval(), config.parallelism()));
    }
    return ChildProcess.start(
        "flink",
        config.data(),
        live(
            "-Xmx1g",
            // Flink's client reaches into an unmodifiable map when it submits a job.
            "--add-opens=java.base/java.util=ALL-UNNAMED",
            "-XX:MaxDirectMemorySize=512m",
            "-DDJL_CACHE_DIR=" + config.data().resolve("djl")),
        FlinkMain.class.getName(),
        arguments);
  }

  private List<String> live(String... more) {
    List<String> options = new ArrayList<>(compiler());
    options.addAll(List.of(more));
    return jvm(options.toArray(String[]::new));
  }

  /** The second compiler takes a quarter of two cores for minutes, beside live traffic. */
  private List<String> compiler() {
    return config.isForSpeed() ? List.of() : List.of("-XX:TieredStopAtLevel=1");
  }

  static List<String> jvm(String... more) {
    List<String> options = new ArrayList<>(COMMON);
    options.addAll(List.of(more));
    options.addAll(List.of("-cp", System.getProperty("java.class.path")));
    return options;
  }

  private static String ownCode() {
    return WatchedMain.class.getProtectionDomain().getCodeSource().getLocation().getPath();
  }

  static Path registryJar(Path home) throws StackException {
    if (Files.isDirectory(home)) {
      try (Stream<Path> files = Files.list(home)) {
        var jar = files.filter(file -> file.toString().endsWith("-runner.jar")).findFirst();
        if (jar.isPresent()) {
          return jar.get();
        }
      } catch (IOException e) {
        throw new StackException(home + " can't be read: " + e.getMessage(), e);
      }
    }
    throw new StackException(
        "no schema registry in " + home + ": build again with mvn -Dquick package");
  }
}
