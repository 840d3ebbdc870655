package org.pixelwhy.architecture;

class CoreApiTest extends PublicApi {}
