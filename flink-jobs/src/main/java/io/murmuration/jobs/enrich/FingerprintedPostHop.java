package io.murmuration.jobs.enrich;

import static io.murmuration.jobs.hop.HopFields.readBytes;
import static io.murmuration.jobs.hop.HopFields.readText;
import static io.murmuration.jobs.hop.HopFields.writeBytes;
import static io.murmuration.jobs.hop.HopFields.writeText;

import io.murmuration.jobs.hop.HopCodec;
import io.murmuration.jobs.hop.HopType;
import io.murmuration.model.inference.OutputOrigin;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Posts on their way to their cluster, whose encoding is bytes already. */
final class FingerprintedPostHop implements HopCodec<FingerprintedPost> {
  static final TypeInformation<FingerprintedPost> TYPE =
      new HopType<>(FingerprintedPost.class, new FingerprintedPostHop());

  private static final long serialVersionUID = 1L;
  private static final PostHop POST = new PostHop();
  private static final OutputOrigin[] ORIGINS = OutputOrigin.values();
  private static final byte NONE = -1;

  @Override
  public void write(FingerprintedPost post, DataOutputView out) throws IOException {
    writeEncoded(post.encoded(), out);
    writeBytes(post.encoding(), out);
    out.writeBoolean(post.cluster() != null);
    if (post.cluster() != null) {
      out.writeLong(post.cluster());
    }
    out.writeInt(post.probes());
  }

  @Override
  public FingerprintedPost read(DataInputView in) throws IOException {
    return new FingerprintedPost(
        readEncoded(in), readBytes(in), in.readBoolean() ? in.readLong() : null, in.readInt());
  }

  private static void writeEncoded(EncodedPost encoded, DataOutputView out) throws IOException {
    POST.write(encoded.post(), out);
    writeText(encoded.modelName(), out);
    writeText(encoded.modelVersion(), out);
    writeText(encoded.modelSha256(), out);
    out.writeInt(encoded.attempts());
    out.writeByte(encoded.origin() == null ? NONE : encoded.origin().ordinal());
    writeText(encoded.errorKind(), out);
    writeText(encoded.errorMessage(), out);
    out.writeBoolean(encoded.approximate());
  }

  private static EncodedPost readEncoded(DataInputView in) throws IOException {
    return new EncodedPost(
        POST.read(in),
        readText(in),
        readText(in),
        readText(in),
        in.readInt(),
        readOrigin(in),
        null,
        readText(in),
        readText(in),
        in.readBoolean());
  }

  private static OutputOrigin readOrigin(DataInputView in) throws IOException {
    byte ordinal = in.readByte();
    return ordinal == NONE ? null : ORIGINS[ordinal];
  }
}
