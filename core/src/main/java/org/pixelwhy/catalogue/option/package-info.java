/**
 * What users may choose about methods and scores: {@link org.pixelwhy.catalogue.option.NamedOption}
 * declares a choice, {@link org.pixelwhy.catalogue.option.GivenOptions} holds what was chosen.
 */
package org.pixelwhy.catalogue.option;
