package org.pixelwhy.server.store;

/**
 * An account.
 *
 * @param id its number, which no later account gets
 * @param name by which its owner logs in
 * @param password the hash of the password, with all that its check needs
 * @param token whether programs have a token of it
 * @param created milliseconds since 1970
 */
public record AccountRow(long id, String name, String password, boolean token, long created) {}
