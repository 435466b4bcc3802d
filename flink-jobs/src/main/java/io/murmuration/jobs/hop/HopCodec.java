package io.murmuration.jobs.hop;

import java.io.IOException;
import java.io.Serializable;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * The bytes of a record between two tasks of one job, its fields one after another. Both ends are
 * of one build, so a form may change from build to build; state is never written so. Without fields
 * of its own, and for any thread.
 */
public interface HopCodec<T> extends Serializable {
  void write(T value, DataOutputView out) throws IOException;

  T read(DataInputView in) throws IOException;
}
