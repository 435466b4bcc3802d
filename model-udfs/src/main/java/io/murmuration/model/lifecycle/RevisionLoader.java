package io.murmuration.model.lifecycle;

import io.murmuration.model.inference.ModelLoader;
import java.io.Serializable;

/** How an operator loads any version of its model. */
@FunctionalInterface
public interface RevisionLoader<I, O> extends Serializable {
  /** Cheap: nothing is read before {@link ModelLoader#load}. */
  ModelLoader<I, O> loader(ModelRevision revision);
}
