package io.murmuration.devstack;

/** Runs Apicurio's own main beside the watch on the parent; sees no library but Apicurio's. */
final class RegistryMain {
  private RegistryMain() {}

  public static void main(String... arguments) throws ReflectiveOperationException {
    ParentWatch.start(line -> {});
    Class.forName("io.quarkus.runner.GeneratedMain")
        .getMethod("main", String[].class)
        .invoke(null, (Object) arguments);
  }
}
