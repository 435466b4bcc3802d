package io.murmuration.jobs.rank;

import static io.murmuration.jobs.hop.HopFields.readBytes;
import static io.murmuration.jobs.hop.HopFields.readText;
import static io.murmuration.jobs.hop.HopFields.writeBytes;
import static io.murmuration.jobs.hop.HopFields.writeText;

import io.murmuration.event.EngagementKind;
import io.murmuration.jobs.hop.HopCodec;
import io.murmuration.jobs.hop.HopType;
import io.murmuration.jobs.rank.stages.Candidate;
import io.murmuration.jobs.rank.stages.FollowChange;
import io.murmuration.jobs.rank.stages.HydratedAct;
import io.murmuration.jobs.rank.stages.ReaderInput;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Acts, offers and follows on their way to their reader: a post goes to all who may see it. */
final class ReaderInputHop implements HopCodec<ReaderInput> {
  static final TypeInformation<ReaderInput> TYPE =
      new HopType<>(ReaderInput.class, new ReaderInputHop());

  private static final long serialVersionUID = 1L;
  private static final EngagementKind[] KINDS = EngagementKind.values();

  @Override
  public void write(ReaderInput input, DataOutputView out) throws IOException {
    RankFields.writeOrigin(input.origin(), out);
    writeText(input.user(), out);
    out.writeBoolean(input.act() != null);
    if (input.act() != null) {
      out.writeByte(input.act().kind().ordinal());
      RankFields.writePost(input.act().post(), out);
    }
    out.writeBoolean(input.offer() != null);
    if (input.offer() != null) {
      writeOffer(input.offer(), out);
    }
    out.writeBoolean(input.follow() != null);
    if (input.follow() != null) {
      writeText(input.follow().follower(), out);
      writeText(input.follow().followee(), out);
      out.writeBoolean(input.follow().follows());
    }
    out.writeInt(input.sample() == null ? 0 : input.sample().length);
    if (input.sample() != null) {
      for (Candidate each : input.sample()) {
        writeOffer(each, out);
      }
    }
  }

  @Override
  public ReaderInput read(DataInputView in) throws IOException {
    return new ReaderInput(
        RankFields.readOrigin(in),
        readText(in),
        in.readBoolean() ? new HydratedAct(KINDS[in.readByte()], RankFields.readPost(in)) : null,
        in.readBoolean() ? readOffer(in) : null,
        in.readBoolean() ? new FollowChange(readText(in), readText(in), in.readBoolean()) : null,
        readSample(in));
  }

  private static Candidate[] readSample(DataInputView in) throws IOException {
    int size = in.readInt();
    Candidate[] sample = size == 0 ? null : new Candidate[size];
    for (int i = 0; i < size; i++) {
      sample[i] = readOffer(in);
    }
    return sample;
  }

  private static void writeOffer(Candidate offer, DataOutputView out) throws IOException {
    RankFields.writePost(offer.post(), out);
    writeBytes(offer.postReputation(), out);
    writeBytes(offer.authorReputation(), out);
    out.writeInt(offer.authorFollowers());
    out.writeLong(offer.offeredAtMillis());
  }

  private static Candidate readOffer(DataInputView in) throws IOException {
    return new Candidate(
        RankFields.readPost(in), readBytes(in), readBytes(in), in.readInt(), in.readLong());
  }
}
