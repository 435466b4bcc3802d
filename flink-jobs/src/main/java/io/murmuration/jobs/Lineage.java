package io.murmuration.jobs;

import io.murmuration.schemas.RecordHeaders;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Which record this is, through all of its ways back from the dead letters.
 *
 * @param firstRead topic:partition:offset of where it was read first
 * @param attempt 0 before it was ever sent back
 */
public record Lineage(String firstRead, int attempt) {
  private static final Pattern POSITION = Pattern.compile("[^:]+:\\d+:\\d+");
  private static final Pattern ATTEMPT = Pattern.compile("[1-9]\\d{0,8}");

  /** By its headers; a record whose headers make no sense is taken for one never sent back. */
  public static Lineage of(RawRecord record) {
    String of = text(record.header(RecordHeaders.REDRIVE_OF));
    String attempt = text(record.header(RecordHeaders.REDRIVE_ATTEMPT));
    boolean sentBack = POSITION.matcher(of).matches() && ATTEMPT.matcher(attempt).matches();
    return sentBack
        ? new Lineage(of, Integer.parseInt(attempt))
        : new Lineage(record.topic() + ":" + record.partition() + ":" + record.offset(), 0);
  }

  /** Whether this is a later attempt at the same record. */
  public boolean follows(Lineage other) {
    return firstRead.equals(other.firstRead) && attempt > other.attempt;
  }

  /** The version of an operator's model that a record that was sent back asks for, or null. */
  public static String askedVersion(RawRecord record, String operator) {
    String asked = text(record.header(RecordHeaders.REDRIVE_MODEL));
    boolean isOurs = asked.startsWith(operator + "=") && of(record).attempt() > 0;
    return isOurs ? asked.substring(operator.length() + 1) : null;
  }

  private static String text(byte[] bytes) {
    return bytes == null ? "" : new String(bytes, StandardCharsets.US_ASCII);
  }
}
