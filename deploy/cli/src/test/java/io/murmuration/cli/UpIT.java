package io.murmuration.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.murmuration.devstack.Ports;
import io.murmuration.devstack.StackAddresses;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The command as a person runs it, each time in a JVM of its own. One data folder's life, in order:
 * a start takes most of a minute.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class UpIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern METRIC = Pattern.compile("\\b(flink|murmuration)_\\w+");

  @TempDir static Path folder;

  private final List<Process> started = new ArrayList<>();

  private record Finished(int code, String out, String err) {}

  private Process up;

  @BeforeAll
  void start() throws Exception {
    up = up();
  }

  @AfterAll
  void stopWhatIsLeft() {
    started.forEach(Process::destroyForcibly);
  }

  @Test
  @Order(1)
  void carriesAFileThroughToATail() throws Exception {
    Finished load = murmur("load", "--file", file().toString(), "--topic", "tweets");

    assertThat(load.code()).isZero();
    assertThat(load.out()).startsWith("sent=2 acknowledged=2 skipped=4 failed=0");
    // A slow machine sees lines of progress between them.
    assertThat(load.err().lines().filter(line -> !line.startsWith("sent=")))
        .hasSize(4)
        .satisfiesExactly(
            line -> assertThat(line).contains("posts.jsonl:2: not JSON"),
            line -> assertThat(line).contains("posts.jsonl:5: author_id: missing"),
            line -> assertThat(line).contains("posts.jsonl:6: mood: no such field"),
            line -> assertThat(line).contains("posts.jsonl:7: not UTF-8"));

    Finished tail =
        murmur("tail", "tweets.enriched", "--from", "beginning", "--limit", "1", "--key", "1");

    assertThat(tail.code()).isZero();
    JsonNode line = JSON.readTree(tail.out());
    assertThat(line.path("key").asText()).isEqualTo("1");
    assertThat(line.at("/value/tweet/text").asText())
        .isEqualTo("Bonjour à tous, quelle belle journée 👩🏽‍🚀");
    assertThat(line.at("/value/tweet/created_at").asText()).isEqualTo("2026-01-05T08:00:00Z");
    assertThat(line.at("/value/language").asText()).isEqualTo("fr");
  }

  @Test
  @Order(2)
  void exportsEveryMetricThatTheAlertsAndTheDashboardAskFor() throws Exception {
    Path root = Path.of(System.getProperty("murmuration.root"));
    Set<String> asked = new TreeSet<>();
    for (String file :
        List.of("deploy/alerts/murmuration.yml", "deploy/grafana/murmuration.json")) {
      METRIC
          .matcher(Files.readString(root.resolve(file)))
          .results()
          .forEach(m -> asked.add(m.group()));
    }
    // It is there while there is a gap, and here is none.
    assertThat(asked.remove("murmuration_reconcile_gap")).isTrue();
    Path reconciled = folder.resolve("reconciled.prom");
    Finished reconcile = murmur("reconcile", "--once", "--textfile", reconciled.toString());
    assertThat(reconcile.code()).as(reconcile.out() + reconcile.err()).isZero();
    StackAddresses stack = StackAddresses.read(data());

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(
                        exported(
                            Files.readString(reconciled),
                            scraped(stack.metricsUrl()),
                            scraped(stack.feedUrl() + "/metrics")))
                    .containsAll(asked));
    assertThat(asked).hasSizeGreaterThan(20);
  }

  private static Set<String> exported(String... texts) {
    return Arrays.stream(texts)
        .flatMap(String::lines)
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.split("[ {]", 2)[0])
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String scraped(String url) throws Exception {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString())
        .body();
  }

  @Test
  @Order(3)
  void leavesNoProcessWhenItIsKilledAndCarriesOnAfterwards() throws Exception {
    Collection<Long> pids = StackAddresses.read(data()).pids().values();

    up.destroyForcibly();

    await().atMost(PATIENCE).until(() -> pids.stream().noneMatch(UpIT::isAlive));
    up = up();
    await().atMost(PATIENCE).until(() -> tailed("tweets.enriched").size() == 2);
  }

  @Test
  @Order(4)
  void stopsWithoutAnOrphan() throws Exception {
    Collection<Long> pids = StackAddresses.read(data()).pids().values();

    up.destroy();

    assertThat(up.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(up.exitValue()).isZero();
    assertThat(pids).hasSize(5).noneMatch(UpIT::isAlive);
  }

  private Path data() {
    return folder.resolve("data");
  }

  /** Two posts, an empty line, and four lines that are no post. */
  private Path file() throws Exception {
    List<String> lines =
        List.of(
            "{'tweet_id':'1','author_id':'a','text':'Bonjour à tous, quelle belle journée 👩🏽‍🚀','created_at':'2026-01-05T08:00:00Z'}",
            "{'tweet_id':",
            "",
            "{'tweet_id':'2','author_id':'a','text':'two','created_at':1767600000000}",
            "{'tweet_id':'3','text':'no author','created_at':1767600000000}",
            "{'tweet_id':'4','author_id':'a','text':'x','created_at':1767600000000,'mood':1}");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (String line : lines) {
      bytes.writeBytes((line.replace('\'', '"') + "\n").getBytes(StandardCharsets.UTF_8));
    }
    bytes.write(0xff);
    return Files.write(folder.resolve("posts.jsonl"), bytes.toByteArray());
  }

  private List<JsonNode> tailed(String topic) throws Exception {
    Finished tail = murmur("tail", topic, "--from", "beginning", "--until-end");
    assertThat(tail.code()).as(tail.err()).isZero();
    List<JsonNode> lines = new ArrayList<>();
    for (String line : tail.out().lines().toList()) {
      lines.add(JSON.readTree(line));
    }
    return lines;
  }

  /** Returns once it says that it is ready. */
  private Process up() throws Exception {
    Ports ports = Ports.free();
    Path out = folder.resolve("up.out");
    Process up =
        start(
            out,
            folder.resolve("up.err"),
            "up",
            "--no-traffic",
            "--ports",
            Integer.toString(ports.kafka()));
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              assertThat(up.isAlive()).as(() -> said(out)).isTrue();
              return said(out).lines().anyMatch(line -> line.startsWith("ready kafka="));
            });
    return up;
  }

  private static String said(Path file) {
    try {
      return Files.readString(file);
    } catch (java.io.IOException e) {
      return e.toString();
    }
  }

  private Finished murmur(String... arguments) throws Exception {
    Path out = Files.createTempFile(folder, "murmur", ".out");
    Path err = Files.createTempFile(folder, "murmur", ".err");
    Process process = start(out, err, arguments);
    assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    return new Finished(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  private Process start(Path out, Path err, String... arguments) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dmurmuration.root=" + System.getProperty("murmuration.root"),
                "-Dorg.apache.avro.SERIALIZABLE_PACKAGES="
                    + System.getProperty("org.apache.avro.SERIALIZABLE_PACKAGES"),
                "-Dlog4j2.configurationFile=murmur-log4j2.xml",
                "-cp",
                System.getProperty("java.class.path"),
                Murmur.class.getName()));
    command.addAll(Arrays.asList(arguments));
    command.addAll(List.of("--data", data().toString()));
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    started.add(process);
    return process;
  }

  private static boolean isAlive(long pid) {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }
}
