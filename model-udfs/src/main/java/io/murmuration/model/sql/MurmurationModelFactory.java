package io.murmuration.model.sql;

import java.util.List;
import java.util.Set;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.table.catalog.ResolvedCatalogModel;
import org.apache.flink.table.factories.FactoryUtil;
import org.apache.flink.table.factories.ModelProviderFactory;
import org.apache.flink.table.functions.AsyncPredictFunction;
import org.apache.flink.table.ml.AsyncPredictRuntimeProvider;
import org.apache.flink.table.ml.ModelProvider;

/** {@code CREATE MODEL ... WITH ('provider' = 'murmuration', 'model' = ..., 'task' = ...)}. */
public final class MurmurationModelFactory implements ModelProviderFactory {
  @Override
  public String factoryIdentifier() {
    return "murmuration";
  }

  @Override
  public Set<ConfigOption<?>> requiredOptions() {
    return PredictOptions.required();
  }

  @Override
  public Set<ConfigOption<?>> optionalOptions() {
    return PredictOptions.optional();
  }

  @Override
  public ModelProvider createModelProvider(Context context) {
    FactoryUtil.ModelProviderFactoryHelper helper =
        FactoryUtil.createModelProviderFactoryHelper(this, context);
    helper.validate();
    PredictOptions options = PredictOptions.of(helper.getOptions());
    ResolvedCatalogModel model = context.getCatalogModel();
    return new Provider(
        options,
        options.task().columns(model.getResolvedInputSchema(), model.getResolvedOutputSchema()));
  }

  private record Provider(PredictOptions options, List<String> columns)
      implements AsyncPredictRuntimeProvider {
    @Override
    public AsyncPredictFunction createAsyncPredictFunction(Context context) {
      return new PredictFunction(options, columns);
    }

    @Override
    public ModelProvider copy() {
      return this;
    }
  }
}
