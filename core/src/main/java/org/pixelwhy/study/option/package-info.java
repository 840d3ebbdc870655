/**
 * What users may choose about methods and scores: {@link org.pixelwhy.study.option.NamedOption}
 * declares a choice, {@link org.pixelwhy.study.option.GivenOptions} holds what was chosen.
 */
package org.pixelwhy.study.option;
