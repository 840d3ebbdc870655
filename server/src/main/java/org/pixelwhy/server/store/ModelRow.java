package org.pixelwhy.server.store;

import java.util.Optional;

/**
 * A model that was opened.
 *
 * @param id 0 before it is kept
 * @param owned whose it is
 * @param title what people call it
 * @param hash SHA-256 of the network's file
 * @param content the file; empty where it lies elsewhere on this machine and was not copied
 * @param card what is stated about it, as a file
 * @param listed whether it is open, or kept for explanations only
 */
public record ModelRow(
    long id,
    Owned owned,
    String title,
    String hash,
    Optional<String> content,
    Optional<String> card,
    boolean listed) {}
