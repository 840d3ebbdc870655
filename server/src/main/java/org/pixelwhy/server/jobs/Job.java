package org.pixelwhy.server.jobs;

import java.util.Optional;
import org.pixelwhy.server.opened.Running;
import org.pixelwhy.server.store.JobRow;

/**
 * A job as it is now.
 *
 * @param row what is kept of it
 * @param progress how far it is, while it runs
 */
public record Job(JobRow row, Optional<Running.Progress> progress) {}
