package io.murmuration.jobs;

import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.murmuration.event.ModelAudit;
import io.murmuration.event.ModelCommand;
import io.murmuration.event.ModelMode;
import io.murmuration.model.lifecycle.ModelRevision;
import io.murmuration.schemas.AvroCodec;
import io.murmuration.schemas.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.source.legacy.SourceFunction;

/** The models topic of a test: commands, once the job has said so much in its audit. */
@SuppressWarnings("deprecation") // Flink's newer sources can't wait where a test wants them to
public final class GatedCommand implements SourceFunction<RawRecord> {
  private static final long serialVersionUID = 1;

  private final CollectingSink<ModelAudit> audits;
  private final int audited;
  private final List<RawRecord> commands;
  private volatile boolean running = true;

  private GatedCommand(
      CollectingSink<ModelAudit> audits, int audited, List<RawRecord> commands) {
    this.audits = audits;
    this.audited = audited;
    this.commands = new ArrayList<>(commands);
  }

  /** Nobody commands anything. */
  public static DataStream<RawRecord> none(StreamExecutionEnvironment environment) {
    return source(environment, new GatedCommand(null, 0, List.of()));
  }

  /**
   * @param audited so many entries first
   */
  public static DataStream<RawRecord> after(
      StreamExecutionEnvironment environment,
      CollectingSink<ModelAudit> audits,
      int audited,
      List<RawRecord> commands) {
    return source(environment, new GatedCommand(audits, audited, commands));
  }

  private static DataStream<RawRecord> source(
      StreamExecutionEnvironment environment, GatedCommand source) {
    return environment.addSource(source).returns(RawRecord.class);
  }

  /** As the topic holds it. */
  public static RawRecord command(
      SchemaRegistryClient registry,
      long offset,
      ModelRevision revision,
      ModelMode mode,
      Integer percent) {
    ModelCommand command =
        ModelCommand.newBuilder()
            .setOperator(revision.name())
            .setVersion(revision.version())
            .setUri(revision.uri())
            .setSha256(revision.sha256())
            .setMode(mode)
            .setCanaryPercent(percent)
            .setIssuedBy("a person")
            .setAt(Instant.EPOCH)
            .build();
    return new RawRecord(
        Topics.MODELS.name(),
        0,
        offset,
        0,
        null,
        AvroCodec.of(Topics.MODELS, registry).encode(command),
        new String[0],
        new byte[0][]);
  }

  @Override
  public void run(SourceContext<RawRecord> context) throws InterruptedException {
    while (running && audits != null && audits.count() < audited) {
      Thread.sleep(1);
    }
    synchronized (context.getCheckpointLock()) {
      commands.forEach(context::collect);
    }
  }

  @Override
  public void cancel() {
    running = false;
  }
}
