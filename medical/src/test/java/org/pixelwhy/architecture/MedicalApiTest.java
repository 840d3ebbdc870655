package org.pixelwhy.architecture;

/** Nothing: its formats are found as services of module image. */
class MedicalApiTest extends PublicApi {}
