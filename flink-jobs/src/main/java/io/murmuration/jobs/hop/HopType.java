package io.murmuration.jobs.hop;

import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** The type of a stream whose records go from task to task by a {@link HopCodec}. */
public final class HopType<T> extends TypeInformation<T> {
  private static final long serialVersionUID = 1L;

  private final Class<T> typeClass;
  private final HopCodec<T> codec;

  public HopType(Class<T> typeClass, HopCodec<T> codec) {
    this.typeClass = typeClass;
    this.codec = codec;
  }

  @Override
  public TypeSerializer<T> createSerializer(SerializerConfig config) {
    return new HopSerializer<>(codec);
  }

  @Override
  public Class<T> getTypeClass() {
    return typeClass;
  }

  @Override
  public boolean isBasicType() {
    return false;
  }

  @Override
  public boolean isTupleType() {
    return false;
  }

  @Override
  public boolean isKeyType() {
    return false;
  }

  @Override
  public int getArity() {
    return 1;
  }

  @Override
  public int getTotalFields() {
    return 1;
  }

  @Override
  public boolean canEqual(Object other) {
    return other instanceof HopType;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof HopType<?> that && that.typeClass.equals(typeClass);
  }

  @Override
  public int hashCode() {
    return typeClass.hashCode();
  }

  @Override
  public String toString() {
    return "HopType(" + typeClass.getSimpleName() + ")";
  }
}
