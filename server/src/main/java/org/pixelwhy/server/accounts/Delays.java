package org.pixelwhy.server.accounts;

import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How long one has to wait before the next attempt to log in: nothing at first, then twice as long
 * after each that failed. Attempts are counted by name and by address; the memory that this takes
 * is bounded, and whoever fails stays in it. Safe to use from several threads.
 */
final class Delays {
  /** Failures that cost nothing: people mistype. From one address several people may. */
  private static final int FREE_BY_NAME = 5;

  private static final int FREE_BY_ADDRESS = 20;
  private static final long FIRST_MILLIS = 1_000;
  private static final long LONGEST_MILLIS = 300_000;
  private static final long FORGOTTEN_MILLIS = 3_600_000;
  private static final int MOST = 10_000;

  /** Letters of a name or address that are looked at: what is sent may be much longer. */
  private static final int LONGEST = 64;

  private final InstantSource clock;

  /** Whoever failed last is the last one. */
  private final Map<String, Failures> failures = new LinkedHashMap<>();

  /**
   * @param clock tells the time
   */
  Delays(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * Failures of a name or an address.
   *
   * @param free how many cost nothing
   */
  private record Failures(int count, int free, long last) {
    long until() {
      if (count < free) {
        return last;
      }
      int doublings = Math.min(count - free, 20);
      return last + Math.min(LONGEST_MILLIS, FIRST_MILLIS << doublings);
    }
  }

  /**
   * Counts an attempt, as failed until it is told otherwise: many at once are many.
   *
   * @return how long to wait instead; empty where it may be made
   */
  synchronized Optional<Duration> attempt(String name, String address) {
    long now = clock.millis();
    long until = Math.max(until(byName(name), now), until(byAddress(address), now));
    if (until > now) {
      return Optional.of(Duration.ofMillis(until - now));
    }
    fail(byName(name), FREE_BY_NAME, now);
    fail(byAddress(address), FREE_BY_ADDRESS, now);
    return Optional.empty();
  }

  /** That an attempt did not fail: its name begins anew, its address has one failure less. */
  synchronized void succeeded(String name, String address) {
    failures.remove(byName(name));
    failures.computeIfPresent(
        byAddress(address),
        (key, before) ->
            before.count() == 1
                ? null
                : new Failures(before.count() - 1, before.free(), before.last()));
  }

  private static String byName(String name) {
    return "name " + cut(name);
  }

  private static String byAddress(String address) {
    return "address " + cut(address);
  }

  private static String cut(String text) {
    return text.substring(0, Math.min(text.length(), LONGEST));
  }

  private long until(String key, long now) {
    Failures found = failures.get(key);
    if (found != null && found.last() + FORGOTTEN_MILLIS <= now) {
      failures.remove(key);
      return now;
    }
    return found == null ? now : found.until();
  }

  private void fail(String key, int free, long now) {
    Failures before = failures.remove(key);
    failures.put(key, new Failures(before == null ? 1 : before.count() + 1, free, now));
    if (failures.size() > MOST) {
      failures.remove(failures.keySet().iterator().next());
    }
  }

  /** How much is remembered, in letters. */
  synchronized long letters() {
    return failures.keySet().stream().mapToLong(String::length).sum();
  }
}
