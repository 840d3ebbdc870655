/** DeepDream analyses: what networks are sensitive to, from a request to curves and verdicts. */
package org.pixelwhy.study.dream;
