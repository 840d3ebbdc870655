package org.pixelwhy.data.synthetic;

import org.pixelwhy.data.Sample;

/**
 * A sample that was made, and what must matter in it.
 *
 * @param sample image and labels
 * @param context which pixels must matter
 */
public record SyntheticSample(Sample sample, EssentialContext context) {}
