package org.pixelwhy.architecture;

class ImageApiTest extends PublicApi {}
