package org.pixelwhy.server.store;

/**
 * An explainer of noise that somebody sent for a model.
 *
 * @param id 0 before it is kept
 * @param owner who sent it
 * @param model its row
 * @param title what its file was called
 * @param content the file
 */
public record ExplainerRow(long id, Person owner, long model, String title, String content) {}
