package io.murmuration.model.generate.weights;

import java.nio.ByteBuffer;

/** How files keep their numbers, little endian. */
enum FloatFormat {
  F32(Float.BYTES) {
    @Override
    void read(ByteBuffer from, float[] to) {
      from.asFloatBuffer().get(to);
    }
  },
  F16(Short.BYTES) {
    @Override
    void read(ByteBuffer from, float[] to) {
      for (int i = 0; i < to.length; i++) {
        to[i] = half(from.getShort());
      }
    }
  },
  BF16(Short.BYTES) {
    @Override
    void read(ByteBuffer from, float[] to) {
      for (int i = 0; i < to.length; i++) {
        to[i] = Float.intBitsToFloat(from.getShort() << 16);
      }
    }
  };

  private static final int HALF_FRACTION_BITS = 10;
  private static final int HALF_FRACTION = (1 << HALF_FRACTION_BITS) - 1;
  private static final int HALF_EXPONENT = 0x1f;
  private static final int BIAS_DIFFERENCE = 127 - 15;
  private static final float HALF_SUBNORMAL = 0x1p-24f;

  final int bytes;

  FloatFormat(int bytes) {
    this.bytes = bytes;
  }

  abstract void read(ByteBuffer from, float[] to);

  /** IEEE 754 binary16, exactly; Java has it from 20 on. */
  private static float half(short bits) {
    int sign = (bits & 0x8000) << 16;
    int exponent = bits >> HALF_FRACTION_BITS & HALF_EXPONENT;
    int fraction = bits & HALF_FRACTION;
    if (exponent == 0) {
      return (sign == 0 ? 1 : -1) * fraction * HALF_SUBNORMAL;
    }
    int wide = exponent == HALF_EXPONENT ? 0xff : exponent + BIAS_DIFFERENCE;
    return Float.intBitsToFloat(sign | wide << 23 | fraction << 23 - HALF_FRACTION_BITS);
  }
}
