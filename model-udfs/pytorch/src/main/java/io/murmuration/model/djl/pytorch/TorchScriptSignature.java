package io.murmuration.model.djl.pytorch;

import io.murmuration.model.inference.FatalInferenceException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The names of a TorchScript module's inputs. The engine knows them and DJL doesn't ask; the
 * archive holds the module's class by name ({@code data.pkl}) and its source ({@code code/}).
 */
final class TorchScriptSignature {
  /** The first class that the pickle names is the module's own: package, line end, name. */
  private static final Pattern MODULE = Pattern.compile("c(__torch__[\\w.]*)\n(\\w+)\n");

  private static final Pattern PARAMETER = Pattern.compile("(\\w+)\\s*:");

  private TorchScriptSignature() {}

  /**
   * @throws FatalInferenceException if it is no archive of PyTorch 1.6 or newer
   */
  static List<String> inputs(Path file) {
    try (ZipFile archive = new ZipFile(file.toFile())) {
      Matcher module = MODULE.matcher(read(archive, "/data.pkl", StandardCharsets.ISO_8859_1));
      if (!module.find()) {
        throw new FatalInferenceException(file + " names no module");
      }
      String source = "/code/" + module.group(1).replace('.', '/') + ".py";
      return parameters(read(archive, source, StandardCharsets.UTF_8), module.group(2));
    } catch (IOException e) {
      throw new FatalInferenceException(file + " is no TorchScript archive: " + e.getMessage(), e);
    }
  }

  private static String read(ZipFile archive, String suffix, java.nio.charset.Charset charset)
      throws IOException {
    ZipEntry entry =
        archive.stream()
            .filter(each -> each.getName().endsWith(suffix))
            .findFirst()
            .orElseThrow(() -> new IOException("it holds no " + suffix));
    return new String(archive.getInputStream(entry).readAllBytes(), charset);
  }

  /** Those after {@code self} of {@code forward} of a class. */
  private static List<String> parameters(String source, String className) throws IOException {
    int type = source.indexOf("class " + className + "(");
    int forward = source.indexOf("def forward(", Math.max(0, type));
    int end = source.indexOf(") ->", Math.max(0, forward));
    if (type < 0 || forward < 0 || end < 0) {
      throw new IOException("its class " + className + " has no forward");
    }
    return PARAMETER
        .matcher(source.substring(forward, end))
        .results()
        .map(each -> each.group(1))
        .skip(1)
        .toList();
  }
}
