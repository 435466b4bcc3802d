package io.murmuration.feed.search;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.murmuration.event.EnrichedTweet;
import io.murmuration.event.ScoredLabel;
import io.murmuration.feed.post.PostSummary;
import java.util.Map;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.fr.FrenchAnalyzer;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.miscellaneous.PerFieldAnalyzerWrapper;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.util.ElisionFilter;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.VectorSimilarityFunction;

/** A post as the index holds it. */
final class SearchableFields {
  static final String ID = "id";
  static final String TEXT = "text";
  static final String TEXT_EN = "text_en";
  static final String TEXT_FR = "text_fr";
  static final String LANGUAGE = "language";
  static final String TOPIC = "topic";
  static final String CREATED_AT = "created_at";

  /** When the post came, for what is too old. */
  static final String KEPT_AT = "kept_at";

  /** Its place in the order of arrival, for what is too many. */
  static final String SEQUENCE = "sequence";

  static final String VECTOR = "vector";
  static final String SUMMARY = "summary";

  /** What follows is not looked at: one post must not hold up the others. */
  private static final int MAX_INDEXED_CHARS = 10_000;

  private static final ObjectMapper JSON = new ObjectMapper();

  private SearchableFields() {}

  /** Words as they are written, and their stems in English and in French. */
  static Analyzer analyzer() {
    return new PerFieldAnalyzerWrapper(
        new FoldedWords(), Map.of(TEXT_EN, new EnglishAnalyzer(), TEXT_FR, new FrenchAnalyzer()));
  }

  /**
   * @param vector of length one: comparing by a dot product takes a third of what a cosine does;
   *     null where there is none
   */
  static Document document(EnrichedTweet post, float[] vector, long keptAtMillis, long sequence) {
    Document document = new Document();
    document.add(new StringField(ID, post.getTweet().getTweetId(), Field.Store.YES));
    String text = head(post.getTweet().getText());
    document.add(new TextField(TEXT, text, Field.Store.NO));
    String stems = stemmedField(post.getLanguage());
    if (stems != null) {
      document.add(new TextField(stems, text, Field.Store.NO));
    }
    document.add(new StringField(LANGUAGE, post.getLanguage(), Field.Store.NO));
    for (ScoredLabel topic : post.getTopics()) {
      document.add(new StringField(TOPIC, topic.getName(), Field.Store.NO));
    }
    document.add(new LongPoint(CREATED_AT, post.getTweet().getCreatedAt().toEpochMilli()));
    document.add(new LongPoint(KEPT_AT, keptAtMillis));
    document.add(new StoredField(KEPT_AT, keptAtMillis));
    document.add(new LongPoint(SEQUENCE, sequence));
    if (vector != null) {
      document.add(new KnnFloatVectorField(VECTOR, vector, VectorSimilarityFunction.DOT_PRODUCT));
    }
    document.add(new StoredField(SUMMARY, summary(post)));
    return document;
  }

  static String stemmedField(String language) {
    return switch (language) {
      case "en" -> TEXT_EN;
      case "fr" -> TEXT_FR;
      default -> null;
    };
  }

  private static byte[] summary(EnrichedTweet post) {
    try {
      return JSON.writeValueAsBytes(PostSummary.of(post));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of plain nodes can be written", e);
    }
  }

  private static String head(String text) {
    return text.length() <= MAX_INDEXED_CHARS ? text : text.substring(0, MAX_INDEXED_CHARS);
  }

  /** Any language: Unicode's word borders, without case, accents and French elisions. */
  private static final class FoldedWords extends Analyzer {
    @Override
    protected TokenStreamComponents createComponents(String field) {
      Tokenizer words = new StandardTokenizer();
      TokenStream folded =
          new ASCIIFoldingFilter(
              new LowerCaseFilter(new ElisionFilter(words, FrenchAnalyzer.DEFAULT_ARTICLES)));
      return new TokenStreamComponents(words, folded);
    }
  }
}
