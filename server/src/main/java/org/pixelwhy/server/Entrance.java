package org.pixelwhy.server;

import java.time.InstantSource;
import java.util.Optional;
import org.pixelwhy.server.accounts.Door;
import org.pixelwhy.server.accounts.Door.Lock;
import org.pixelwhy.server.api.Listening;
import org.pixelwhy.server.store.People;
import org.pixelwhy.tensor.InputException;

/**
 * Where a server is reached, and what lets people in: accounts where there are any, else a token
 * for one person, else nothing, but that only for this machine.
 *
 * @param listening where
 * @param token for one person; empty for none
 */
public record Entrance(Listening listening, Optional<String> token) {
  private static final int SHORTEST = 20;

  public Entrance {
    if (token.filter(text -> !text.matches("[!-~]{" + SHORTEST + ",}")).isPresent()) {
      throw new InputException(
          "the token for one person: expected at least "
              + SHORTEST
              + " letters or digits without spaces");
    }
  }

  /** This machine only, which needs nothing. */
  public static Entrance here(int port) {
    return new Entrance(Listening.here(port), Optional.empty());
  }

  /**
   * The door.
   *
   * @throws InputException if others could reach it, and nothing would keep them out
   */
  Door door(People people) {
    return new Door(people, lock(people), token, InstantSource.system());
  }

  private Lock lock(People people) {
    boolean accounts = people.any();
    if (accounts && token.isPresent()) {
      throw InputException.about(
          "token", "there are accounts, so nobody gets in by a token for one person");
    }
    if (accounts) {
      return Lock.ACCOUNT;
    }
    if (token.isPresent()) {
      return Lock.TOKEN;
    }
    if (!listening.isLoopback() || listening.publicUrl().isPresent()) {
      throw InputException.about(
          "accounts",
          "others can reach the page at "
              + listening.address(listening.port())
              + ", so it takes accounts, or a token for one person");
    }
    return Lock.NONE;
  }
}
