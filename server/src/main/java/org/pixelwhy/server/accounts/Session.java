package org.pixelwhy.server.accounts;

import org.pixelwhy.server.store.Person;

/**
 * That somebody is logged in.
 *
 * @param person whose things they see
 * @param name what they are called; empty where there are no accounts
 * @param proof what requests that change something must repeat: no other site can read it
 */
public record Session(Person person, String name, String proof) {
  /** Whether that is the proof. */
  public boolean proves(String sent) {
    return Secrets.same(proof, sent);
  }
}
