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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real broker and registry, without Flink: the jobs' tests bring that. */
class DevStackIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path data;

  @Test
  void keepsTopicsAndSchemaIdsOverARestartAndLeavesNoProcess() throws Exception {
    Map<String, Integer> before;
    Set<String> topics;
    List<Long> pids;
    try (DevStack stack = start(Ports.free())) {
      before = schemaIds(stack.addresses());
      topics = topics(stack.addresses());
      pids = List.copyOf(children(stack).values());
    }
    assertThat(pids).hasSize(2).noneMatch(DevStackIT::isAlive);

    try (DevStack stack = start(Ports.free())) {
      assertThat(schemaIds(stack.addresses())).isEqualTo(before);
      assertThat(topics(stack.addresses())).isEqualTo(topics).containsAll(names());
    }
  }

  @Test
  void startsAKilledBrokerAndAKilledRegistryAgain() throws Exception {
    try (DevStack stack = start(Ports.free())) {
      Map<String, Integer> ids = schemaIds(stack.addresses());
      Map<String, Long> before = children(stack);

      before.values().forEach(pid -> ProcessHandle.of(pid).orElseThrow().destroyForcibly());

      await()
          .atMost(PATIENCE)
          .ignoreExceptions()
          .until(() -> topics(stack.addresses()).containsAll(names()));
      await()
          .atMost(PATIENCE)
          .ignoreExceptions()
          .until(() -> schemaIds(stack.addresses()).equals(ids));
      assertThat(children(stack)).doesNotContainValue(before.get("broker"));
      assertThat(StackAddresses.read(data).pids()).isEqualTo(stack.addresses().pids());
      assertThat(stack.recentEvents()).anyMatch(event -> event.contains("the broker died"));
    }
  }

  @Test
  void letsAReplayWriteItsTwinsAndNoTopicOfProduction() throws Exception {
    try (DevStack stack = start(Ports.free())) {
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
          assertThatThrownBy(
                  () -> producer.send(new ProducerRecord<>(production.name(), "x")).get())
              .hasCauseInstanceOf(TopicAuthorizationException.class);
        }
        assertThatThrownBy(() -> admin.deleteTopics(names()).all().get())
            .hasCauseInstanceOf(TopicAuthorizationException.class);
      }
    }
  }

  @Test
  void refusesASecondStackOnTheSameData() throws Exception {
    try (DevStack stack = start(Ports.free())) {
      assertThatThrownBy(() -> start(Ports.free()))
          .isInstanceOf(StackException.class)
          .hasMessageContaining("a stack already runs on " + data)
          .hasMessageContaining("--data DIR");
      assertThat(stack.addresses().pids().values()).allMatch(DevStackIT::isAlive);
    }
  }

  @Test
  void namesAPortThatIsInUse() throws Exception {
    Ports ports = Ports.free();
    try (ServerSocket taken =
        new ServerSocket(ports.registry(), 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> start(ports))
          .isInstanceOf(StackException.class)
          .hasMessageContaining(taken.getLocalPort() + " (the registry)")
          .hasMessageContaining("--ports BASE");
    }
  }

  private DevStack start(Ports ports) throws Exception {
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
