package io.murmuration.cli.replay;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.murmuration.devstack.StackConfig;
import io.murmuration.devstack.StackException;
import io.murmuration.schemas.ReplayTopics;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** One replay's folder: its plan, checkpoints, log, process and outcome. */
public final class ReplayFolder {
  /** How far a replay is. */
  public enum State {
    RUNNING,
    STOPPED,
    DONE,
    FAILED
  }

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PLAN = "replay.json";
  private static final String OUTCOME = "outcome";
  private static final String PROCESS = "process";
  private static final String DONE = "done";
  private static final String LOCK = "lock";
  private static final String POSITIONS = "positions.json";

  private final Path path;

  private ReplayFolder(Path path) {
    this.path = path;
  }

  /** Whether or not there is such a replay. */
  public static ReplayFolder of(Path data, String id) {
    return at(data.resolve("replays").resolve(new ReplayTopics(id).id()));
  }

  static ReplayFolder at(Path path) {
    return new ReplayFolder(path.toAbsolutePath().normalize());
  }

  /** All replays of a data folder, by name. */
  public static List<ReplayFolder> list(Path data) throws IOException {
    Path all = data.resolve("replays");
    if (!Files.isDirectory(all)) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(all)) {
      return folders.sorted().map(ReplayFolder::at).filter(ReplayFolder::exists).toList();
    }
  }

  public Path path() {
    return path;
  }

  /** What models computed in replays of the same data folder; one replay at a time keeps in it. */
  Path memory() {
    return data().resolve("replay-cache");
  }

  /** What models computed in production: open in its JVM, so a replay only reads it. */
  Path productionMemory() {
    return StackConfig.memory(data());
  }

  private Path data() {
    return path.getParent().getParent();
  }

  public boolean exists() {
    return Files.isRegularFile(path.resolve(PLAN));
  }

  public void write(ReplayFile file) throws IOException {
    Files.createDirectories(path);
    JSON.writerWithDefaultPrettyPrinter().writeValue(path.resolve(PLAN).toFile(), file);
  }

  /**
   * @throws StackException if there is no such replay
   */
  public ReplayFile read() throws StackException {
    if (!exists()) {
      throw new StackException(
          "no replay '%s': ./murmur replay list names them".formatted(path.getFileName()));
    }
    try {
      return JSON.readValue(path.resolve(PLAN).toFile(), ReplayFile.class);
    } catch (IOException e) {
      throw new StackException(path.resolve(PLAN) + " can't be read: " + e.getMessage(), e);
    }
  }

  public State state() throws IOException {
    Optional<String> outcome = outcome();
    if (outcome.isPresent()) {
      return outcome.get().equals(DONE) ? State.DONE : State.FAILED;
    }
    return process().isPresent() ? State.RUNNING : State.STOPPED;
  }

  /** One line where what it wrote is not all of it. */
  public Optional<String> unfinished() throws IOException {
    String id = path.getFileName().toString();
    return switch (state()) {
      case DONE -> Optional.empty();
      case RUNNING ->
          Optional.of(
              "replay %s is still running: what it has not come to is missing".formatted(id));
      case STOPPED, FAILED ->
          Optional.of(
              "replay %s has %s before its end: ./murmur replay resume %s goes on"
                  .formatted(id, state() == State.FAILED ? "failed" : "stopped", id));
    };
  }

  /**
   * Holds the replay for as long as this process lives and does not close it: nobody else starts it
   * meanwhile.
   *
   * @throws StackException if it is held already
   */
  public Closeable hold() throws StackException, IOException {
    Files.createDirectories(path);
    FileChannel channel =
        FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (!locks(channel)) {
      channel.close();
      throw new StackException("replay %s runs already".formatted(path.getFileName()));
    }
    return channel;
  }

  /** Its closing ends it. */
  private static boolean locks(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  /** What the replay said at its end; empty where it has none. */
  public Optional<String> outcome() throws IOException {
    Path file = path.resolve(OUTCOME);
    return Files.exists(file) ? Optional.of(Files.readString(file).strip()) : Optional.empty();
  }

  void done() throws IOException {
    Files.writeString(path.resolve(OUTCOME), DONE);
  }

  void failed(String why) throws IOException {
    Files.writeString(path.resolve(OUTCOME), why);
  }

  /** How far it is; none before it has read, or where that can't be told. */
  public ReplayPositions positions() {
    Path file = path.resolve(POSITIONS);
    try {
      return Files.exists(file)
          ? JSON.readValue(file.toFile(), ReplayPositions.class)
          : ReplayPositions.NONE;
    } catch (IOException e) {
      return ReplayPositions.NONE;
    }
  }

  /** Whole or not at all, for those who read it meanwhile. */
  void keep(ReplayPositions positions) throws IOException {
    Path half = path.resolve(POSITIONS + ".half");
    JSON.writeValue(half.toFile(), positions);
    Files.move(half, path.resolve(POSITIONS), StandardCopyOption.ATOMIC_MOVE);
  }

  /** To be called before it runs again. */
  public void forgetOutcome() throws IOException {
    Files.deleteIfExists(path.resolve(OUTCOME));
  }

  public void begin(ProcessHandle process) throws IOException {
    Files.writeString(path.resolve(PROCESS), process.pid() + " " + started(process));
  }

  /** The replay's process, if it lives; never another one that got its number. */
  public Optional<ProcessHandle> process() throws IOException {
    Path file = path.resolve(PROCESS);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    String[] kept = Files.readString(file).strip().split(" ", 2);
    return ProcessHandle.of(Long.parseLong(kept[0]))
        .filter(ProcessHandle::isAlive)
        .filter(found -> started(found).equals(kept[1]));
  }

  private static String started(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toString).orElse("?");
  }

  public void delete() throws IOException {
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
