/**
 * What a model's input and output mean: the {@link org.pixelwhy.model.ModelCard model card}, and
 * where it comes from.
 *
 * <p>Each source (command line, {@link org.pixelwhy.model.ModelCardYaml card file}, {@link
 * org.pixelwhy.model.BioImageIo package}, guess) gives a {@link org.pixelwhy.model.PartialCard};
 * what the stronger source leaves open the weaker one fills.
 */
package org.pixelwhy.model;
