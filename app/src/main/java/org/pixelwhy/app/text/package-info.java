/** What users write in one option and what it stands for: numbers, losses, optimisers, networks. */
package org.pixelwhy.app.text;
