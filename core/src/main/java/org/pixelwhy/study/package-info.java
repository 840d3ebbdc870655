/**
 * From a request to a result with provenance: the only door for every front end.
 *
 * <p>{@link org.pixelwhy.catalogue.Catalogue} lists the methods and {@link
 * org.pixelwhy.catalogue.ScoreCatalogue} the scores; {@link org.pixelwhy.study.Study} answers
 * requests.
 */
package org.pixelwhy.study;
