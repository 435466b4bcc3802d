package io.murmuration.model.sql;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.table.functions.FunctionDefinition;
import org.apache.flink.table.module.Module;

/** {@code LOAD MODULE murmuration}: functions over vectors of type {@code ARRAY<FLOAT>}. */
public final class MurmurationModule implements Module {
  private static final Map<String, FunctionDefinition> FUNCTIONS =
      Map.of("cosine", new CosineFunction(), "dot_product", new DotFunction());

  @Override
  public Set<String> listFunctions() {
    return FUNCTIONS.keySet();
  }

  @Override
  public Optional<FunctionDefinition> getFunctionDefinition(String name) {
    return Optional.ofNullable(FUNCTIONS.get(name.toLowerCase(Locale.ROOT)));
  }
}
