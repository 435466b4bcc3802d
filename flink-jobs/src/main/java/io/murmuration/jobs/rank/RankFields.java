package io.murmuration.jobs.rank;

import static io.murmuration.jobs.hop.HopFields.readBytes;
import static io.murmuration.jobs.hop.HopFields.readText;
import static io.murmuration.jobs.hop.HopFields.writeBytes;
import static io.murmuration.jobs.hop.HopFields.writeText;

import io.murmuration.jobs.rank.stages.EncoderRef;
import io.murmuration.jobs.rank.stages.Origin;
import io.murmuration.jobs.rank.stages.PostContent;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** What several records of this job hold, between its tasks. */
final class RankFields {
  private RankFields() {}

  static void writeOrigin(Origin origin, DataOutputView out) throws IOException {
    writeText(origin.topic(), out);
    out.writeInt(origin.partition());
    out.writeLong(origin.offset());
    out.writeLong(origin.atMillis());
    out.writeBoolean(origin.late());
    out.writeLong(origin.sentAtMillis());
  }

  static Origin readOrigin(DataInputView in) throws IOException {
    return new Origin(
        readText(in), in.readInt(), in.readLong(), in.readLong(), in.readBoolean(), in.readLong());
  }

  static void writeEncoder(EncoderRef encoder, DataOutputView out) throws IOException {
    writeText(encoder.name(), out);
    writeText(encoder.version(), out);
    writeText(encoder.sha256(), out);
  }

  static EncoderRef readEncoder(DataInputView in) throws IOException {
    return new EncoderRef(readText(in), readText(in), readText(in));
  }

  static void writePost(PostContent post, DataOutputView out) throws IOException {
    writeText(post.tweetId(), out);
    writeText(post.authorId(), out);
    out.writeLong(post.createdAtMillis());
    writeText(post.language(), out);
    writeEncoder(post.encoder(), out);
    out.writeFloat(post.scale());
    writeBytes(post.vector(), out);
    out.writeInt(post.topics().length);
    for (int i = 0; i < post.topics().length; i++) {
      writeText(post.topics()[i], out);
      out.writeDouble(post.topicScores()[i]);
    }
    out.writeDouble(post.sentiment());
    out.writeDouble(post.toxicity());
    out.writeDouble(post.spam());
    writeText(post.cluster(), out);
  }

  static PostContent readPost(DataInputView in) throws IOException {
    String tweetId = readText(in);
    String authorId = readText(in);
    long createdAtMillis = in.readLong();
    String language = readText(in);
    EncoderRef encoder = readEncoder(in);
    float scale = in.readFloat();
    byte[] vector = readBytes(in);
    String[] topics = new String[in.readInt()];
    double[] topicScores = new double[topics.length];
    for (int i = 0; i < topics.length; i++) {
      topics[i] = readText(in);
      topicScores[i] = in.readDouble();
    }
    return new PostContent(
        tweetId,
        authorId,
        createdAtMillis,
        language,
        encoder,
        scale,
        vector,
        topics,
        topicScores,
        in.readDouble(),
        in.readDouble(),
        in.readDouble(),
        readText(in));
  }
}
