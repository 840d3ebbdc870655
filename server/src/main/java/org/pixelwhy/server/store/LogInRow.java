package org.pixelwhy.server.store;

import java.util.Optional;

/**
 * That somebody is logged in.
 *
 * @param hash of what their browser keeps
 * @param account whose; empty where a token for one person let them in
 * @param token the hash of that token
 * @param created milliseconds since 1970
 * @param used when it was used last, likewise
 */
public record LogInRow(
    String hash, Optional<AccountRow> account, Optional<String> token, long created, long used) {}
