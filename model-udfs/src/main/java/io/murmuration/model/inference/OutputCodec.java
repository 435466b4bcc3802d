package io.murmuration.model.inference;

/**
 * A result as bytes and back. What comes back equals what was computed, to the last bit. A form
 * that changes begins with another byte, so that what older versions kept is not misread.
 * Thread-safe.
 */
public interface OutputCodec<O> {
  byte[] write(O output);

  /**
   * @throws IllegalArgumentException if the bytes are of another form, or damaged
   */
  O read(byte[] bytes);

  /**
   * @param bytes as a memory had them, or null
   * @return null also where they are of an older form: computed and kept again
   */
  default O readIfKnown(byte[] bytes) {
    try {
      return bytes == null ? null : read(bytes);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
