package io.murmuration.cli.replay;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.murmuration.devstack.StackException;
import io.murmuration.jobs.replay.ReplayedJob;
import io.murmuration.schemas.RegistryUnavailableException;
import io.murmuration.schemas.ReplayTopics;
import io.murmuration.schemas.SchemaRegistry;
import io.murmuration.schemas.Topic;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;

/** Makes and deletes the topics and subjects of a replay, as the principal of replays. */
public final class ReplayTwins {
  private static final int NOT_FOUND = 404;

  private ReplayTwins() {}

  /** The topics that a replay of the job writes. */
  public static List<Topic<?>> of(ReplayTopics twins, ReplayedJob job) {
    return job.outputs().stream().<Topic<?>>map(twins::twinOf).toList();
  }

  /**
   * @throws StackException if one is there already, or the cluster does not answer
   */
  public static void requireAbsent(ReplayFile file, List<Topic<?>> topics)
      throws StackException, InterruptedException {
    try (Admin admin = admin(file)) {
      Set<String> present = admin.listTopics().names().get();
      for (Topic<?> topic : topics) {
        if (present.contains(topic.name())) {
          throw new StackException(
              "there is a topic %s already, of a replay that another --data DIR keeps: take another name"
                  .formatted(topic));
        }
      }
    } catch (ExecutionException | KafkaException e) {
      throw new StackException("the broker does not say which topics there are: " + cause(e), e);
    }
  }

  /**
   * Makes those that are not there yet.
   *
   * @throws StackException if the cluster does not answer or the registry refuses a schema
   */
  public static void create(ReplayFile file, List<Topic<?>> topics)
      throws StackException, InterruptedException {
    try (Admin admin = admin(file)) {
      Set<String> present = admin.listTopics().names().get();
      admin
          .createTopics(
              topics.stream()
                  .filter(topic -> !present.contains(topic.name()))
                  .map(t -> new NewTopic(t.name(), t.partitions(), (short) 1).configs(t.config()))
                  .toList())
          .all()
          .get();
      SchemaRegistry.provision(SchemaRegistry.connect(file.registryUrl()), topics);
    } catch (ExecutionException | KafkaException e) {
      throw new StackException("the replay's topics can't be made: " + cause(e), e);
    } catch (RegistryUnavailableException | IllegalStateException e) {
      throw new StackException("the replay's topics can't be made: " + e.getMessage(), e);
    }
  }

  /** What is gone already is no error. */
  public static void delete(ReplayFile file, List<Topic<?>> topics)
      throws StackException, InterruptedException {
    try (Admin admin = admin(file)) {
      Set<String> present = admin.listTopics().names().get();
      Collection<String> doomed =
          topics.stream().map(Topic::name).filter(present::contains).toList();
      admin.deleteTopics(doomed).all().get();
      admin.deleteConsumerGroups(List.of(file.plan().group())).all().get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof org.apache.kafka.common.errors.GroupIdNotFoundException)) {
        throw new StackException("the replay's topics can't be deleted: " + cause(e), e);
      }
    } catch (KafkaException e) {
      throw new StackException("the replay's topics can't be deleted: " + cause(e), e);
    }
    deleteSubjects(SchemaRegistry.connect(file.registryUrl()), topics);
  }

  private static void deleteSubjects(SchemaRegistryClient registry, List<Topic<?>> topics)
      throws StackException {
    for (Topic<?> topic : topics) {
      try {
        registry.deleteSubject(topic.subject());
      } catch (RestClientException e) {
        if (e.getStatus() != NOT_FOUND) {
          throw new StackException(topic.subject() + " can't be deleted: " + e.getMessage(), e);
        }
      } catch (IOException e) {
        throw new StackException("the schema registry did not answer: " + e.getMessage(), e);
      }
    }
  }

  private static Admin admin(ReplayFile file) {
    Map<String, Object> settings = new HashMap<>(file.kafka().client());
    settings.put("bootstrap.servers", file.kafka().bootstrap());
    settings.put("default.api.timeout.ms", 30_000);
    return Admin.create(settings);
  }

  private static String cause(Exception e) {
    return String.valueOf(e.getCause() == null ? e.getMessage() : e.getCause().getMessage());
  }
}
