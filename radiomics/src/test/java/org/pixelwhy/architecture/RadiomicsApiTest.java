package org.pixelwhy.architecture;

/** Regions, settings and features; how they are measured is not promised. */
class RadiomicsApiTest extends PublicApi {}
