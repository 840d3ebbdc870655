package org.pixelwhy.server.accounts;

import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import org.pixelwhy.server.store.AccountRow;
import org.pixelwhy.server.store.People;
import org.pixelwhy.server.store.Person;
import org.pixelwhy.tensor.InputException;
import org.pixelwhy.tensor.Text;

/** The accounts, for who looks after them. */
public final class Accounts {
  private static final String NAME = "[a-z0-9][a-z0-9._@-]{0,39}";

  private final People people;
  private final Passwords passwords = new Passwords();
  private final Secrets secrets = new Secrets();
  private final InstantSource clock = InstantSource.system();

  /** Accounts of a store. */
  public Accounts(People people) {
    this.people = people;
  }

  /** A name as it is kept: capital letters are small ones. */
  static String plain(String name) {
    return name.strip().toLowerCase(Locale.ROOT);
  }

  /** All of them, by name. */
  public List<AccountRow> all() {
    return people.accounts();
  }

  /**
   * Makes one.
   *
   * @param adopts whether it gets what was opened and asked without accounts
   * @throws InputException if the name is taken or none, or the password too short
   */
  public void add(String name, String password, boolean adopts) {
    String plain = plain(name);
    if (!plain.matches(NAME)) {
      throw new InputException(
          "account name: expected 1 to 40 letters from a to z, digits, '.', '-', '_' and '@',"
              + " beginning with a letter or digit");
    }
    AccountRow made =
        people
            .add(plain, passwords.hash(password), clock.millis())
            .orElseThrow(
                () -> new InputException(Text.format("there is an account '%s' already", plain)));
    if (adopts) {
      people.adopt(Person.of(made));
    }
  }

  /** Changes a password; whoever is logged in by the old one is not any more. */
  public void password(String name, String password) {
    require(people.password(known(name), passwords.hash(password)), name);
  }

  /** Makes a token for programs; an earlier one of the account is worth nothing any more. */
  public String token(String name) {
    String token = secrets.next();
    require(people.token(known(name), Secrets.hash(token)), name);
    return token;
  }

  /** Removes one, with all that its owner opened, asked and kept. */
  public void remove(String name) {
    require(people.remove(known(name)), name);
  }

  /**
   * The name as it is kept.
   *
   * @throws InputException if there is no such account
   */
  public String known(String name) {
    String plain = plain(name);
    require(people.named(plain).isPresent(), name);
    return plain;
  }

  private static void require(boolean there, String name) {
    if (!there) {
      String plain = plain(name);
      throw new InputException(
          Text.format(
              "there is no account '%s'", plain.length() > 40 ? plain.substring(0, 40) : plain));
    }
  }
}
