package org.pixelwhy.server.accounts;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.pixelwhy.server.store.AccountRow;
import org.pixelwhy.server.store.LogInRow;
import org.pixelwhy.server.store.People;
import org.pixelwhy.server.store.Person;
import org.pixelwhy.tensor.InputException;

/** Who is let in, and how. Safe to use from several threads. */
public final class Door {
  /** Whoever does nothing for so long has to log in again. */
  public static final Duration IDLE = Duration.ofHours(24);

  /** And so does everybody after this. */
  public static final Duration LONGEST = Duration.ofDays(14);

  /** How exactly it is known when somebody did something. */
  private static final Duration NEWS = Duration.ofMinutes(5);

  private static final String PROOF = "proof";

  private final People people;
  private final Lock lock;
  private final Optional<String> token;
  private final InstantSource clock;
  private final Delays delays;
  private final Passwords passwords;
  private final Secrets secrets = new Secrets();

  /** What opens it. */
  public enum Lock {
    /** Nothing: it is open. */
    NONE,
    /** The token for one person. */
    TOKEN,
    /** An account. */
    ACCOUNT
  }

  /**
   * A door of a server.
   *
   * @param token for one person; empty where there are accounts, or the door is open
   * @param clock tells the time
   */
  public Door(People people, Lock lock, Optional<String> token, InstantSource clock) {
    this.people = people;
    this.lock = lock;
    this.token = token.map(Secrets::hash);
    this.clock = clock;
    this.delays = new Delays(clock);
    this.passwords = new Passwords();
    people.forget(made(), used());
  }

  private long made() {
    return clock.millis() - LONGEST.toMillis();
  }

  private long used() {
    return clock.millis() - IDLE.toMillis();
  }

  /** A new token for one person. */
  public static String newToken() {
    return new Secrets().next();
  }

  /** What opens it. */
  public Lock lock() {
    return lock;
  }

  /**
   * That somebody came in.
   *
   * @param cookie what they show from now on
   */
  public record Opened(String cookie, Session session) {}

  /**
   * Lets in who has an account.
   *
   * @param address where the request comes from
   * @throws NotKnownException if there is no such account, or it has another password
   * @throws TooOftenException if that happened too often
   */
  public Opened byPassword(String name, String password, String address) {
    String plain = Accounts.plain(name);
    attempt(plain, address);
    Optional<AccountRow> account = people.named(plain);
    // An unknown name takes as long as a wrong password, so that names cannot be found out.
    boolean right =
        account.isPresent()
            ? passwords.matches(password, account.get().password())
            : passwords.matchesNobody(password);
    if (!right) {
      throw new NotKnownException("name or password is wrong");
    }
    delays.succeeded(plain, address);
    return open(account, Optional.empty());
  }

  /**
   * Changes the password of whoever knows it. All that the old one opened ends, and the account's
   * token.
   *
   * @throws InputException if nobody has a password, the old one is wrong, or the new one too short
   * @throws TooOftenException if that happened too often
   */
  public void change(Session session, String old, String chosen, String address) {
    String name = session.name();
    Optional<AccountRow> account = people.named(name);
    if (lock != Lock.ACCOUNT || account.isEmpty()) {
      throw new InputException("nobody has a password here: this server has no accounts");
    }
    String hash = passwords.hash(chosen);
    attempt(name, address);
    if (!passwords.matches(old, account.get().password())) {
      throw new InputException("the old password is wrong");
    }
    delays.succeeded(name, address);
    people.password(name, hash);
  }

  /**
   * Lets in who has the token for one person.
   *
   * @throws NotKnownException if that is another one
   * @throws TooOftenException if that happened too often
   */
  public Opened byToken(String sent, String address) {
    attempt("", address);
    if (!isToken(sent)) {
      throw new NotKnownException("the token is wrong; the server printed the right one");
    }
    delays.succeeded("", address);
    return open(Optional.empty(), token);
  }

  private boolean isToken(String sent) {
    return token.isPresent() && Secrets.same(token.get(), Secrets.hash(sent));
  }

  private void attempt(String name, String address) {
    delays
        .attempt(name, address)
        .ifPresent(
            wait -> {
              throw new TooOftenException(wait);
            });
  }

  private Opened open(Optional<AccountRow> account, Optional<String> by) {
    String cookie = secrets.next();
    long now = clock.millis();
    people.forget(made(), used());
    people.logIn(new LogInRow(Secrets.hash(cookie), account, by, now, now));
    return new Opened(cookie, session(account, cookie));
  }

  private static Session session(Optional<AccountRow> account, String secret) {
    return new Session(
        account.map(Person::of).orElse(Person.NOBODY),
        account.map(AccountRow::name).orElse(""),
        Secrets.derived(secret, PROOF));
  }

  /** Who shows a cookie, where they are still logged in. */
  public Optional<Session> byCookie(String cookie) {
    String hash = Secrets.hash(cookie);
    Optional<LogInRow> found = people.loggedIn(hash).filter(this::holds);
    found
        .filter(row -> row.used() + NEWS.toMillis() <= clock.millis())
        .ifPresent(row -> people.used(hash, clock.millis()));
    return found.map(row -> session(row.account(), cookie));
  }

  private boolean holds(LogInRow row) {
    boolean same =
        lock == Lock.ACCOUNT
            ? row.account().isPresent()
            : row.token().isPresent() && row.token().equals(token);
    return same && row.created() > made() && row.used() > used();
  }

  /** Whose program shows a token. */
  public Optional<Session> byBearer(String sent) {
    if (lock == Lock.ACCOUNT) {
      return people.withToken(Secrets.hash(sent)).map(row -> session(Optional.of(row), sent));
    }
    return isToken(sent) ? Optional.of(session(Optional.empty(), sent)) : Optional.empty();
  }

  /** Ends what a cookie stands for. */
  public void close(String cookie) {
    people.logOut(Secrets.hash(cookie));
  }
}
