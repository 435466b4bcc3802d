package io.murmuration.model.inference;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A model on a thread of its own. One that hangs is abandoned: nobody waits for it, and it is
 * closed by its own thread if the call ever comes back. Closing it sooner would kill the process.
 */
final class Engine<P, O> {
  private static final Logger LOG = LoggerFactory.getLogger(Engine.class);

  final DeviceThread thread;
  private final InFlight inFlight;

  /** Touched by the engine's thread alone once the first task was given to it. */
  private Model<P, O> model;

  Engine(DeviceThread thread, InFlight inFlight, Model<P, O> model) {
    this.thread = thread;
    this.inFlight = inFlight;
    this.model = model;
  }

  static <P, O> Engine<P, O> unloaded(EngineSource<P, O> source) {
    return new Engine<>(source.newThread(), source.newInFlight(), null);
  }

  void load(EngineSource<P, O> source) {
    if (model == null) {
      model = source.load();
    }
  }

  Call.Result<O> run(Call<P, O> call, ModelIdentity identity) {
    inFlight.entered(call.digests(), call.alone());
    try {
      return call.run(model, identity);
    } finally {
      inFlight.left();
    }
  }

  /** While its call still runs. */
  void abandon() {
    inFlight.close();
  }

  /** On its own thread, when the call did come back after all; what fails here is nobody's end. */
  void closeAbandoned() {
    try {
      closeModel();
    } catch (RuntimeException e) {
      LOG.warn("a model that was given up can't be closed, its memory is lost", e);
    }
    thread.stop();
  }

  private void closeModel() {
    if (model != null) {
      model.close();
      model = null;
    }
  }

  /** Waits for the thread, then closes the model. */
  void close() {
    thread.close();
    inFlight.close();
    closeModel();
  }
}
