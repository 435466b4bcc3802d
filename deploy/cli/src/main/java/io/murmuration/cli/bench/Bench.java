package io.murmuration.cli.bench;

import java.util.List;

/** One benchmark: arms that take turns in one run. To add one, write it and name it in the list. */
public interface Bench {
  String name();

  /** One line for the help: what it measures and about how long it takes. */
  String about();

  /**
   * @throws java.nio.file.NoSuchFileException if a data set is not there
   */
  List<BenchReport> run(BenchSettings settings) throws Exception;

  /** What runs a benchmark that has its own class. */
  interface Run {
    List<BenchReport> run(BenchSettings settings) throws Exception;
  }

  static Bench of(String name, String about, Run run) {
    return new Bench() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public String about() {
        return about;
      }

      @Override
      public List<BenchReport> run(BenchSettings settings) throws Exception {
        return run.run(settings);
      }
    };
  }
}
