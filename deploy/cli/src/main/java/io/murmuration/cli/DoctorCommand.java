package io.murmuration.cli;

import io.murmuration.devstack.Ports;
import io.murmuration.model.djl.EngineDevices;
import io.murmuration.model.inference.ComputeDevice;
import io.murmuration.model.inference.FatalInferenceException;
import io.murmuration.model.inference.ModelManifest;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Says what of this machine would keep the stack from running. */
@Command(
    name = "doctor",
    description = "Check what the stack needs of this machine.",
    footer = {"", "Example: ./murmur doctor"})
final class DoctorCommand implements Callable<Integer> {
  private static final long LEAST_MEMORY_BYTES = 4L << 30;
  private static final long LEAST_DISK_BYTES = 1L << 30;

  private static final Path NVIDIA_DRIVER = Path.of("/proc/driver/nvidia/version");

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Option(names = "--data", paramLabel = "DIR", defaultValue = ".murmur", description = "As of up.")
  private Path data;

  /**
   * @param remedy what to do where it is not well
   */
  record Finding(boolean well, String what, String remedy) {
    String line() {
      return well ? "ok   " + what : "BAD  " + what + ": " + remedy;
    }
  }

  @Override
  public Integer call() throws IOException {
    Path root = Path.of(System.getProperty("murmuration.root", "."));
    List<Finding> findings = new ArrayList<>();
    findings.add(java());
    findings.add(memory());
    findings.add(disk());
    findings.add(device());
    findings.add(loopback());
    findings.addAll(ports());
    findings.add(registry(root.resolve("deploy/dev-stack/target/registry")));
    findings.addAll(models(root.resolve("model-udfs/models")));
    PrintWriter out = spec.commandLine().getOut();
    findings.forEach(finding -> out.println(finding.line()));
    return findings.stream().allMatch(Finding::well)
        ? CommandLine.ExitCode.OK
        : CommandLine.ExitCode.SOFTWARE;
  }

  private static Finding java() {
    int version = Runtime.version().feature();
    return new Finding(version == 17, "JDK " + version, "set JAVA_HOME to a JDK 17");
  }

  private static Finding memory() {
    var system =
        (com.sun.management.OperatingSystemMXBean)
            java.lang.management.ManagementFactory.getOperatingSystemMXBean();
    long bytes = system.getTotalMemorySize();
    return new Finding(
        bytes >= LEAST_MEMORY_BYTES, "memory " + (bytes >> 20) + " MiB", "the stack takes 4 GiB");
  }

  private Finding disk() {
    Path existing = data.toAbsolutePath();
    while (!Files.exists(existing)) {
      existing = existing.getParent();
    }
    long bytes = existing.toFile().getUsableSpace();
    return new Finding(
        bytes >= LEAST_DISK_BYTES && Files.isWritable(existing),
        "disk of %s, %d MiB free".formatted(data, bytes >> 20),
        "make 1 GiB free, or choose a folder that can be written with --data DIR");
  }

  private static Finding device() {
    int gpus = EngineDevices.gpus();
    boolean idle = gpus == 0 && Files.exists(NVIDIA_DRIVER);
    return new Finding(
        true,
        "models compute on "
            + IntStream.range(0, Math.max(1, gpus))
                .mapToObj(subtask -> ComputeDevice.AUTO.placed(gpus, subtask).toString())
                .collect(Collectors.joining(", "))
            + (idle ? " (there is an NVIDIA driver: docs/backends.md says how to use it)" : ""),
        "");
  }

  private static Finding loopback() throws IOException {
    boolean well = InetAddress.getByName("localhost").isLoopbackAddress();
    return new Finding(well, "localhost is loopback", "mend localhost in the hosts file");
  }

  private static List<Finding> ports() {
    Ports ports = Ports.standard();
    return Stream.of(ports.kafka(), ports.registry(), ports.flink(), ports.feed())
        .map(
            port ->
                new Finding(
                    Ports.isFree(port),
                    "port " + port,
                    "in use (by a running stack?): stop what listens there or use up --ports BASE"))
        .toList();
  }

  private static Finding registry(Path home) throws IOException {
    boolean there = false;
    if (Files.isDirectory(home)) {
      try (Stream<Path> files = Files.list(home)) {
        there = files.anyMatch(file -> file.toString().endsWith("-runner.jar"));
      }
    }
    return new Finding(there, "schema registry unpacked", "run mvn -Dquick package");
  }

  private static List<Finding> models(Path models) throws IOException {
    try (Stream<Path> manifests =
        Files.find(models, 3, (path, a) -> path.getFileName().toString().equals("manifest.json"))) {
      return manifests.sorted().map(manifest -> model(manifest.getParent())).toList();
    } catch (java.nio.file.NoSuchFileException e) {
      return List.of(new Finding(false, "models in " + models, "fetch the repository again"));
    }
  }

  private static Finding model(Path folder) {
    try {
      var identity = ModelManifest.verify(folder).identity();
      return new Finding(true, "model " + identity.name() + " " + identity.version(), "");
    } catch (FatalInferenceException e) {
      return new Finding(false, "model in " + folder, e.getMessage());
    }
  }
}
