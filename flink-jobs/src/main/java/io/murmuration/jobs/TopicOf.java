package io.murmuration.jobs;

import io.murmuration.schemas.Topic;
import java.io.Serializable;
import org.apache.avro.specific.SpecificRecord;

/** Topics are constants that can't travel; their names in the code can. */
@FunctionalInterface
public interface TopicOf<T extends SpecificRecord> extends Serializable {
  Topic<T> topic();
}
