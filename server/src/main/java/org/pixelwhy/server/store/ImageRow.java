package org.pixelwhy.server.store;

import java.util.Optional;

/**
 * An image that was opened.
 *
 * @param id 0 before it is kept
 * @param owned whose it is
 * @param title what people call it
 * @param content its file; empty where it lies elsewhere on this machine and was not copied
 * @param kind how the file is read, in words of whoever keeps it
 * @param slices of a volume, likewise
 * @param listed whether it is open, or kept for explanations only
 */
public record ImageRow(
    long id,
    Owned owned,
    String title,
    Optional<String> content,
    String kind,
    String slices,
    boolean listed) {}
