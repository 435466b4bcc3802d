package io.murmuration.jobs.hop;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Flink's side of a {@link HopCodec}. Records are immutable, so that none is copied. */
final class HopSerializer<T> extends TypeSerializer<T> {
  private static final long serialVersionUID = 1L;

  private final HopCodec<T> codec;

  HopSerializer(HopCodec<T> codec) {
    this.codec = codec;
  }

  @Override
  public boolean isImmutableType() {
    return true;
  }

  @Override
  public TypeSerializer<T> duplicate() {
    return this;
  }

  @Override
  public T createInstance() {
    return null;
  }

  @Override
  public T copy(T from) {
    return from;
  }

  @Override
  public T copy(T from, T reuse) {
    return from;
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(T value, DataOutputView out) throws IOException {
    codec.write(value, out);
  }

  @Override
  public T deserialize(DataInputView in) throws IOException {
    return codec.read(in);
  }

  @Override
  public T deserialize(T reuse, DataInputView in) throws IOException {
    return codec.read(in);
  }

  @Override
  public void copy(DataInputView in, DataOutputView out) throws IOException {
    codec.write(codec.read(in), out);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof HopSerializer<?> that && that.codec.getClass().equals(codec.getClass());
  }

  @Override
  public int hashCode() {
    return codec.getClass().hashCode();
  }

  /** Refused: state outlives the build that wrote it. */
  @Override
  public TypeSerializerSnapshot<T> snapshotConfiguration() {
    throw new UnsupportedOperationException(
        codec.getClass().getName() + " is for records in flight: give state a type of its own");
  }
}
