package org.pixelwhy.server.store;

/** The store with its own database, a file. */
class H2StoreTest extends PeopleRules {
  @Override
  Storage storage() {
    return Storage.in(folder.resolve("data"));
  }
}
