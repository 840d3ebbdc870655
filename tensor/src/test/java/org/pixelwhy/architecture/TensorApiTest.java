package org.pixelwhy.architecture;

class TensorApiTest extends PublicApi {}
