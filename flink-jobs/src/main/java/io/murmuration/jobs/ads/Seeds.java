package io.murmuration.jobs.ads;

/** Chance that a request brings along: the same in every replay. */
final class Seeds {
  private Seeds() {}

  /** Of the request as a whole. */
  static long of(String text) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
    }
    return mixed(hash);
  }

  /** Of one draft of one variant, both from 0. */
  static long of(String requestId, int variant, int draft) {
    return mixed(of(requestId) + 0x9e3779b97f4a7c15L * (1 + variant * 64L + draft));
  }

  private static long mixed(long value) {
    long x = (value ^ value >>> 30) * 0xbf58476d1ce4e5b9L;
    x = (x ^ x >>> 27) * 0x94d049bb133111ebL;
    return x ^ x >>> 31;
  }
}
