package io.murmuration.cli.replay;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplitSerializer;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.io.SimpleVersionedSerialization;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.OperatorStateHandle;
import org.apache.kafka.common.TopicPartition;

/**
 * Where a job's Kafka sources stood at a checkpoint or savepoint, read from its metadata and from
 * the state of Flink's {@code SourceOperator}: what came before is in the job's state, what comes
 * from there on is not.
 */
final class CheckpointOffsets {
  private static final String METADATA = "_metadata";

  /** The state in which {@code SourceOperator} keeps its splits, bytes with their length before. */
  private static final String SPLITS = "SourceReaderState";

  private static final KafkaPartitionSplitSerializer SPLIT = new KafkaPartitionSplitSerializer();

  private CheckpointOffsets() {}

  /**
   * The next offset of each partition.
   *
   * @param uri of the checkpoint's folder
   * @throws IllegalArgumentException if there is no whole checkpoint
   */
  static Map<TopicPartition, Long> in(String uri) {
    Path metadata = new Path(uri, METADATA);
    Map<TopicPartition, Long> offsets = new HashMap<>();
    try (FSDataInputStream file = metadata.getFileSystem().open(metadata);
        DataInputStream in = new DataInputStream(file)) {
      ClassLoader loader = CheckpointOffsets.class.getClassLoader();
      for (OperatorState operator :
          Checkpoints.loadCheckpointMetadata(in, loader, uri).getOperatorStates()) {
        for (OperatorSubtaskState subtask : operator.getStates()) {
          for (OperatorStateHandle handle : subtask.getManagedOperatorState()) {
            read(handle, offsets);
          }
        }
      }
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "--state: no whole checkpoint in %s: %s".formatted(uri, e.getMessage()), e);
    }
    return offsets;
  }

  private static void read(OperatorStateHandle handle, Map<TopicPartition, Long> offsets)
      throws IOException {
    var splits = handle.getStateNameToPartitionOffsets().get(SPLITS);
    if (splits == null) {
      return;
    }
    try (FSDataInputStream file = handle.openInputStream();
        DataInputStream in = new DataInputStream(file)) {
      for (long at : splits.getOffsets()) {
        file.seek(at);
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        KafkaPartitionSplit split =
            SimpleVersionedSerialization.readVersionAndDeSerialize(SPLIT, bytes);
        // A mark such as "earliest" is below 0: nothing of the partition was read.
        offsets.put(split.getTopicPartition(), Math.max(0, split.getStartingOffset()));
      }
    }
  }
}
