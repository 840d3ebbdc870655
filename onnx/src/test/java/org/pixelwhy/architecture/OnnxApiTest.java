package org.pixelwhy.architecture;

class OnnxApiTest extends PublicApi {}
