package io.murmuration.jobs;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.murmuration.event.ModelCommand;
import io.murmuration.event.ModelMode;
import io.murmuration.event.TrialRule;
import io.murmuration.model.lifecycle.ModelRevision;
import io.murmuration.schemas.AvroCodec;
import io.murmuration.schemas.Topics;
import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.source.legacy.SourceFunction;

/** The models topic of a test: commands, once a gate is open. */
@SuppressWarnings("deprecation") // Flink's newer sources can't wait where a test wants them to
public final class GatedCommand implements SourceFunction<RawRecord> {
  private static final long serialVersionUID = 1;

  private final Gate gate;
  private final boolean ends;
  private final ArrayList<byte[]> commands = new ArrayList<>();
  private volatile boolean running = true;

  /** What has to be so. */
  public interface Gate extends Serializable {
    boolean isOpen();
  }

  private GatedCommand(Gate gate, boolean ends, List<RawRecord> commands) {
    this.gate = gate;
    this.ends = ends;
    commands.forEach(each -> this.commands.add(each.value()));
  }

  /** Nobody commands anything. */
  public static DataStream<RawRecord> none(StreamExecutionEnvironment environment) {
    return source(environment, new GatedCommand(() -> true, true, List.of()));
  }

  /** The topic ends with them. */
  public static DataStream<RawRecord> last(
      StreamExecutionEnvironment environment, Gate gate, List<RawRecord> commands) {
    return source(environment, new GatedCommand(gate, true, commands));
  }

  /** The topic is read on until the job is stopped. */
  public static DataStream<RawRecord> first(
      StreamExecutionEnvironment environment, Gate gate, List<RawRecord> commands) {
    return source(environment, new GatedCommand(gate, false, commands));
  }

  private static DataStream<RawRecord> source(
      StreamExecutionEnvironment environment, GatedCommand source) {
    return environment.addSource(source).returns(RawRecord.class);
  }

  /** As the topic holds it, at the offset that the source gives it. */
  public static RawRecord command(
      SchemaRegistryClient registry, ModelRevision revision, ModelMode mode, Integer percent) {
    return command(registry, revision, mode, percent, null);
  }

  /**
   * @param rule that ends it, or null
   */
  public static RawRecord command(
      SchemaRegistryClient registry,
      ModelRevision revision,
      ModelMode mode,
      Integer percent,
      TrialRule rule) {
    ModelCommand command =
        ModelCommand.newBuilder()
            .setOperator(revision.name())
            .setVersion(revision.version())
            .setUri(revision.uri())
            .setSha256(revision.sha256())
            .setMode(mode)
            .setCanaryPercent(percent)
            .setRule(rule)
            .setIssuedBy("a person")
            .setAt(Instant.EPOCH)
            .build();
    return record(0, AvroCodec.of(Topics.MODELS, registry).encode(command));
  }

  private static RawRecord record(long offset, byte[] value) {
    return new RawRecord(
        Topics.MODELS.name(), 0, offset, 0, null, value, new String[0], new byte[0][]);
  }

  @Override
  public void run(SourceContext<RawRecord> context) throws InterruptedException {
    while (running && !gate.isOpen()) {
      Thread.sleep(1);
    }
    synchronized (context.getCheckpointLock()) {
      for (int offset = 0; offset < commands.size(); offset++) {
        context.collect(record(offset, commands.get(offset)));
      }
    }
    while (running && !ends) {
      Thread.sleep(1);
    }
  }

  @Override
  public void cancel() {
    running = false;
  }
}
