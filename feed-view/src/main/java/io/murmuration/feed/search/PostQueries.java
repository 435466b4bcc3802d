package io.murmuration.feed.search;

import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.QueryBuilder;

/** Lucene's queries for a {@link SearchQuery}. What a person types is words, never syntax. */
final class PostQueries {
  /** What a second field that matches adds to the best one. */
  private static final float TIE_BREAKER = 0.1f;

  private PostQueries() {}

  /**
   * @param filter or null
   */
  static Query words(String text, Analyzer analyzer, Query filter) {
    QueryBuilder builder = new QueryBuilder(analyzer);
    List<Query> fields = new ArrayList<>();
    for (String field :
        List.of(SearchableFields.TEXT, SearchableFields.TEXT_EN, SearchableFields.TEXT_FR)) {
      Query query = builder.createBooleanQuery(field, text, Occur.SHOULD);
      if (query != null) {
        fields.add(query);
      }
    }
    if (fields.isEmpty()) {
      return new MatchNoDocsQuery("no word in it");
    }
    BooleanQuery.Builder all =
        new BooleanQuery.Builder().add(new DisjunctionMaxQuery(fields, TIE_BREAKER), Occur.MUST);
    if (filter != null) {
      all.add(filter, Occur.FILTER);
    }
    return all.build();
  }

  /**
   * @return null where everything is asked for
   */
  static Query filter(SearchQuery query) {
    BooleanQuery.Builder all = new BooleanQuery.Builder();
    if (query.language() != null) {
      all.add(new TermQuery(new Term(SearchableFields.LANGUAGE, query.language())), Occur.FILTER);
    }
    if (query.topic() != null) {
      all.add(new TermQuery(new Term(SearchableFields.TOPIC, query.topic())), Occur.FILTER);
    }
    if (query.from() != null || query.to() != null) {
      long from = query.from() == null ? Long.MIN_VALUE : query.from().toEpochMilli();
      long to = query.to() == null ? Long.MAX_VALUE : query.to().toEpochMilli() - 1;
      all.add(LongPoint.newRangeQuery(SearchableFields.CREATED_AT, from, to), Occur.FILTER);
    }
    BooleanQuery filter = all.build();
    return filter.clauses().isEmpty() ? null : filter;
  }
}
