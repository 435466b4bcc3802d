package io.murmuration.model.sql;

import java.util.Set;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.table.factories.ModuleFactory;
import org.apache.flink.table.module.Module;

/** Finds {@link MurmurationModule} by its name in SQL. */
public final class MurmurationModuleFactory implements ModuleFactory {
  @Override
  public String factoryIdentifier() {
    return "murmuration";
  }

  @Override
  public Module createModule(Context context) {
    return new MurmurationModule();
  }

  @Override
  public Set<ConfigOption<?>> requiredOptions() {
    return Set.of();
  }

  @Override
  public Set<ConfigOption<?>> optionalOptions() {
    return Set.of();
  }
}
