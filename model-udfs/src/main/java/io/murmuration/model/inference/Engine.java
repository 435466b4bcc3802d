package io.murmuration.model.inference;

/**
 * A model on a thread of its own. One that hangs is abandoned: nobody waits for it, and it is
 * closed by its own thread if the call ever comes back. Closing it sooner would kill the process.
 */
final class Engine<P, O> {
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

  /** On its own thread, when the call did come back after all. */
  void closeAbandoned() {
    closeModel();
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
