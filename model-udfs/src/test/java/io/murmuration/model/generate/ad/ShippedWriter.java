package io.murmuration.model.generate.ad;

import io.murmuration.model.djl.DecoderLoader;
import io.murmuration.model.generate.GenerativeTokenizer;
import io.murmuration.model.generate.LoadedDecoder;
import java.nio.file.Path;
import java.util.Map;

/** What decoding within a brief takes from the shipped ad writer. */
record ShippedWriter(
    LoadedDecoder decoder, WriterVocabulary vocabulary, Map<String, Lexicon> lexicons)
    implements AutoCloseable {
  private static final Path MODEL = Path.of("models/ad-writer/1.0.0");

  static ShippedWriter load() {
    LoadedDecoder decoder = new DecoderLoader(1).huggingFace(MODEL);
    WriterVocabulary vocabulary = new WriterVocabulary(decoder.tokenizer());
    return new ShippedWriter(
        decoder, vocabulary, Lexicon.read(MODEL.resolve("words.txt"), vocabulary.tokens()));
  }

  GenerativeTokenizer tokenizer() {
    return decoder.tokenizer();
  }

  @Override
  public void close() {
    decoder.close();
  }
}
