package io.murmuration.devstack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;

/** Where the stack listens on loopback; the broker's controller takes a free port of its own. */
public record Ports(int kafka, int registry, int flink, int feed) {
  private static final int HIGHEST = 65_535;
  private static final int LOWEST_FREE = 20_000;
  private static final int HIGHEST_FREE = 32_000;

  public Ports {
    for (int port : List.of(kafka, registry, flink, feed)) {
      if (port < 1 || port > HIGHEST) {
        throw new IllegalArgumentException("not a port: " + port);
      }
    }
  }

  public static Ports standard() {
    return new Ports(9092, 8081, 8082, 8080);
  }

  /** Four ports in a row. */
  public static Ports from(int base) {
    return new Ports(base, base + 1, base + 2, base + 3);
  }

  /** Four that are free now. */
  public static Ports free() {
    List<Integer> found = freePorts(4);
    return new Ports(found.get(0), found.get(1), found.get(2), found.get(3));
  }

  /**
   * Below those that Linux gives to whoever asks for any: none of the sockets that a starting stack
   * opens takes one of them before its owner listens.
   */
  static List<Integer> freePorts(int count) {
    return ThreadLocalRandom.current()
        .ints(LOWEST_FREE, HIGHEST_FREE)
        .distinct()
        .filter(Ports::isFree)
        .limit(count)
        .boxed()
        .toList();
  }

  /**
   * @throws StackException naming each port that something else listens on
   */
  void requireFree() throws StackException {
    Map<Integer, String> taken = new TreeMap<>();
    Map.of(kafka, "Kafka", registry, "the registry", flink, "Flink", feed, "feed-view")
        .forEach(
            (port, who) -> {
              if (!isFree(port)) {
                taken.put(port, who);
              }
            });
    if (!taken.isEmpty()) {
      throw new StackException(
          "port "
              + String.join(
                  ", ",
                  taken.entrySet().stream()
                      .map(e -> e.getKey() + " (" + e.getValue() + ")")
                      .toList())
              + " is in use: stop what listens there, or choose others with --ports BASE");
    }
  }

  public static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
