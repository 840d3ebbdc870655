package org.pixelwhy.server.opened;

import java.util.Optional;

/**
 * A model that may be asked about. One that was opened before the server started is opened when
 * somebody first asks for it.
 *
 * @param id what requests call it
 * @param title what people call it
 * @param open the model where it is open by now
 */
public record ListedModel(String id, String title, Optional<OpenedModel> open) {}
