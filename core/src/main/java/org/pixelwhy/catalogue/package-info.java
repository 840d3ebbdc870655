/**
 * The methods and scores by name, with their options. A method is added to its family, {@code
 * GradientMethods} and its like, a score to {@link org.pixelwhy.catalogue.ScoreCatalogue}; from
 * outside a {@link org.pixelwhy.catalogue.CatalogueProvider} adds to all of them.
 */
package org.pixelwhy.catalogue;
