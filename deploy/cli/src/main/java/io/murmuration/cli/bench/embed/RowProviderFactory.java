package io.murmuration.cli.bench.embed;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.factories.FactoryUtil;
import org.apache.flink.table.factories.ModelProviderFactory;
import org.apache.flink.table.functions.AsyncPredictFunction;
import org.apache.flink.table.functions.FunctionContext;
import org.apache.flink.table.ml.AsyncPredictRuntimeProvider;
import org.apache.flink.table.ml.ModelProvider;

/** A model provider as small as Flink lets it be: each row is one call of the model. */
public final class RowProviderFactory implements ModelProviderFactory {
  static final String NAME = "bench-row-at-a-time";
  private static final ConfigOption<String> FOLDER =
      ConfigOptions.key("folder").stringType().noDefaultValue();
  private static final ConfigOption<Integer> THREADS =
      ConfigOptions.key("threads").intType().defaultValue(1);

  @Override
  public String factoryIdentifier() {
    return NAME;
  }

  @Override
  public Set<ConfigOption<?>> requiredOptions() {
    return Set.of(FOLDER);
  }

  @Override
  public Set<ConfigOption<?>> optionalOptions() {
    return Set.of(THREADS);
  }

  @Override
  public ModelProvider createModelProvider(Context context) {
    var options = FactoryUtil.createModelProviderFactoryHelper(this, context).getOptions();
    return new Provider(options.get(FOLDER), options.get(THREADS));
  }

  private record Provider(String folder, int threads) implements AsyncPredictRuntimeProvider {
    @Override
    public AsyncPredictFunction createAsyncPredictFunction(ModelProvider.Context context) {
      return new Predict(folder, threads);
    }

    @Override
    public ModelProvider copy() {
      return this;
    }
  }

  /** Public, as Flink's generated code calls it. */
  public static final class Predict extends AsyncPredictFunction {
    private final String folder;
    private final int threads;
    private transient RowEncoder encoder;

    Predict(String folder, int threads) {
      this.folder = folder;
      this.threads = threads;
    }

    @Override
    public void open(FunctionContext context) {
      encoder = new RowEncoder(folder, threads);
    }

    @Override
    public CompletableFuture<Collection<RowData>> asyncPredict(RowData row) {
      return encoder
          .encode(row.getString(0).toString())
          .thenApply(
              encoding -> List.of(GenericRowData.of(new GenericArrayData(encoding.vector()))));
    }

    @Override
    public void close() {
      if (encoder != null) {
        encoder.close();
      }
    }
  }
}
