package io.murmuration.jobs.enrich;

import static io.murmuration.jobs.hop.HopFields.readBytes;
import static io.murmuration.jobs.hop.HopFields.readText;
import static io.murmuration.jobs.hop.HopFields.readTexts;
import static io.murmuration.jobs.hop.HopFields.writeBytes;
import static io.murmuration.jobs.hop.HopFields.writeText;
import static io.murmuration.jobs.hop.HopFields.writeTexts;

import io.murmuration.event.Tweet;
import io.murmuration.jobs.RawRecord;
import io.murmuration.jobs.hop.HopCodec;
import io.murmuration.jobs.hop.HopType;
import java.io.IOException;
import java.time.Instant;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Posts from task to task: the record as it was read, then each field of the tweet. */
final class PostHop implements HopCodec<Post> {
  static final TypeInformation<Post> TYPE = new HopType<>(Post.class, new PostHop());

  private static final long serialVersionUID = 1L;

  @Override
  public void write(Post post, DataOutputView out) throws IOException {
    writeRecord(post.source(), out);
    writeTweet(post.tweet(), out);
  }

  @Override
  public Post read(DataInputView in) throws IOException {
    return new Post(readRecord(in), readTweet(in));
  }

  private static void writeRecord(RawRecord record, DataOutputView out) throws IOException {
    writeText(record.topic(), out);
    out.writeInt(record.partition());
    out.writeLong(record.offset());
    out.writeLong(record.timestampMillis());
    writeBytes(record.key(), out);
    writeBytes(record.value(), out);
    out.writeInt(record.headerKeys().length);
    for (int i = 0; i < record.headerKeys().length; i++) {
      writeText(record.headerKeys()[i], out);
      writeBytes(record.headerValues()[i], out);
    }
  }

  private static RawRecord readRecord(DataInputView in) throws IOException {
    String topic = readText(in);
    int partition = in.readInt();
    long offset = in.readLong();
    long timestampMillis = in.readLong();
    byte[] key = readBytes(in);
    byte[] value = readBytes(in);
    int headers = in.readInt();
    String[] headerKeys = new String[headers];
    byte[][] headerValues = new byte[headers][];
    for (int i = 0; i < headers; i++) {
      headerKeys[i] = readText(in);
      headerValues[i] = readBytes(in);
    }
    return new RawRecord(
        topic, partition, offset, timestampMillis, key, value, headerKeys, headerValues);
  }

  private static void writeTweet(Tweet tweet, DataOutputView out) throws IOException {
    writeText(tweet.getTweetId(), out);
    writeText(tweet.getAuthorId(), out);
    writeText(tweet.getText(), out);
    out.writeLong(tweet.getCreatedAt().toEpochMilli());
    writeText(tweet.getLangHint(), out);
    writeText(tweet.getReplyTo(), out);
    writeText(tweet.getRepostOf(), out);
    writeTexts(tweet.getUrls(), out);
    writeTexts(tweet.getMediaAltTexts(), out);
  }

  private static Tweet readTweet(DataInputView in) throws IOException {
    return new Tweet(
        readText(in),
        readText(in),
        readText(in),
        Instant.ofEpochMilli(in.readLong()),
        readText(in),
        readText(in),
        readText(in),
        readTexts(in),
        readTexts(in));
  }
}
