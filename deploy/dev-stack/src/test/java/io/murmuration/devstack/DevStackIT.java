package io.murmuration.devstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.murmuration.schemas.ReplayTopics;
import io.murmuration.schemas.SchemaRegistry;
import io.murmuration.schemas.Topic;
import io.murmuration.schemas.Topics;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real broker and registry, without Flink: the jobs' tests bring that. One data folder's life,
 * in order: a start takes most of ten seconds.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DevStackIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir static Path data;

  private DevStack stack;

  @BeforeAll
  void start() throws Exception {
    stack = start(Ports.free());
  }

  @AfterAll
  void stop() {
    stack.close();
  }

  @Test
  @Order(1)
  void letsAReplayWriteItsTwinsAndNoTopicOfProduction() throws Exception {
    Map<String, Object> client = new TreeMap<>(ReplayPrincipal.client());
    client.put("bootstrap.servers", stack.addresses().replayBootstrap());
    client.put("max.block.ms", 10_000);
    Topic<?> twin = new ReplayTopics("acl").twinOf(Topics.TWEETS_ENRICHED);
    try (Admin admin = Admin.create(client);
        var producer =
            new KafkaProducer<>(client, new StringSerializer(), new StringSerializer())) {
      admin.createTopics(List.of(new NewTopic(twin.name(), 1, (short) 1))).all().get();
      producer.send(new ProducerRecord<>(twin.name(), "to the twin")).get();

      for (Topic<?> production : Topics.all()) {
        assertThatThrownBy(() -> producer.send(new ProducerRecord<>(production.name(), "x")).get())
            .hasCauseInstanceOf(TopicAuthorizationException.class);
      }
      assertThatThrownBy(() -> admin.deleteTopics(names()).all().get())
          .hasCauseInstanceOf(TopicAuthorizationException.class);
    }
  }

  @Test
  @Order(1)
  void refusesASecondStackOnTheSameData() {
    assertThatThrownBy(() -> start(Ports.free()))
        .isInstanceOf(StackException.class)
        .hasMessageContaining("a stack already runs on " + data)
        .hasMessageContaining("--data DIR");
    assertThat(stack.addresses().pids().values()).allMatch(DevStackIT::isAlive);
  }

  @Test
  @Order(1)
  void namesAPortThatIsInUse(@TempDir Path another) throws Exception {
    Ports ports = Ports.free();
    try (ServerSocket taken =
        new ServerSocket(ports.registry(), 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> start(ports, another))
          .isInstanceOf(StackException.class)
          .hasMessageContaining(taken.getLocalPort() + " (the registry)")
          .hasMessageContaining("--ports BASE");
    }
  }

  @Test
  @Order(2)
  void startsAKilledBrokerAndAKilledRegistryAgain() throws Exception {
    Map<String, Integer> ids = schemaIds(stack.addresses());
    Map<String, Long> before = children(stack);

    before.values().forEach(pid -> ProcessHandle.of(pid).orElseThrow().destroyForcibly());

    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(500))
        .ignoreExceptions()
        .until(() -> topics(stack.addresses()).containsAll(names()));
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(500))
        .ignoreExceptions()
        .until(() -> schemaIds(stack.addresses()).equals(ids));
    assertThat(children(stack)).doesNotContainValue(before.get("broker"));
    assertThat(StackAddresses.read(data).pids()).isEqualTo(stack.addresses().pids());
    assertThat(stack.recentEvents()).anyMatch(event -> event.contains("the broker died"));
  }

  @Test
  @Order(3)
  void keepsTopicsAndSchemaIdsOverARestartAndLeavesNoProcess() throws Exception {
    Map<String, Integer> before = schemaIds(stack.addresses());
    Set<String> topics = topics(stack.addresses());
    List<Long> pids = List.copyOf(children(stack).values());

    stack.close();

    assertThat(pids).hasSize(2).noneMatch(DevStackIT::isAlive);
    stack = start(Ports.free());
    assertThat(schemaIds(stack.addresses())).isEqualTo(before);
    assertThat(topics(stack.addresses())).isEqualTo(topics).containsAll(names());
  }

  private static DevStack start(Ports ports) throws Exception {
    return start(ports, data);
  }

  private static DevStack start(Ports ports, Path data) throws Exception {
    return DevStack.start(
        new StackConfig(
            data,
            ports,
            Path.of(System.getProperty("murmuration.registry")),
            Path.of(System.getProperty("murmuration.models")),
            1,
            Duration.ofSeconds(1),
            List.of()),
        line -> {});
  }

  private static Map<String, Long> children(DevStack stack) {
    Map<String, Long> pids = new TreeMap<>(stack.addresses().pids());
    pids.remove("murmur");
    return pids;
  }

  private static boolean isAlive(long pid) {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }

  private static List<String> names() {
    return Topics.all().stream().map(Topic::name).toList();
  }

  private static Set<String> topics(StackAddresses stack) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", stack.bootstrap()))) {
      return admin.listTopics().names().get().stream()
          .filter(name -> !name.startsWith("__"))
          .collect(Collectors.toSet());
    }
  }

  private static Map<String, Integer> schemaIds(StackAddresses stack) throws Exception {
    SchemaRegistryClient registry = SchemaRegistry.connect(stack.registryUrl());
    Map<String, Integer> ids = new TreeMap<>();
    for (Topic<?> topic : Topics.all()) {
      ids.put(topic.subject(), registry.getLatestSchemaMetadata(topic.subject()).getId());
    }
    return ids;
  }
}
