package io.murmuration.jobs.enrich;

import io.murmuration.event.DeadLetter;
import java.util.List;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** The part of the pipeline that gives posts their encodings: with one model, or as ordered. */
public interface EmbedStage {
  Embedded embed(SingleOutputStreamOperator<Post> posts);

  /**
   * @param refused what the stage itself could not read
   */
  record Embedded(
      SingleOutputStreamOperator<EncodedPost> posts, List<DataStream<DeadLetter>> refused) {}
}
