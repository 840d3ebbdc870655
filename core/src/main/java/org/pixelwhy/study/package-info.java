/**
 * From a request to a result with provenance: the only door for command line, web and batch jobs.
 *
 * <p>{@link org.pixelwhy.study.Catalogue} lists the methods; {@link org.pixelwhy.study.Study}
 * answers requests.
 */
package org.pixelwhy.study;
