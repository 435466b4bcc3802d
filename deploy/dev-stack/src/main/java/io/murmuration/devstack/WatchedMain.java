package io.murmuration.devstack;

import java.util.Arrays;

/**
 * Runs another main beside the watch on the parent, on a class path of its own. Arguments: that
 * class, then its arguments.
 */
final class WatchedMain {
  private WatchedMain() {}

  public static void main(String... arguments) throws ReflectiveOperationException {
    ParentWatch.start(line -> {});
    String[] rest = Arrays.copyOfRange(arguments, 1, arguments.length);
    Class.forName(arguments[0]).getMethod("main", String[].class).invoke(null, (Object) rest);
  }
}
