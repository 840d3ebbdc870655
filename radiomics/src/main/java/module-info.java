/** Radiomics features of images under masks, by the definitions of the IBSI. */
module org.pixelwhy.radiomics {
  requires transitive org.pixelwhy.image;
  requires transitive org.pixelwhy.tensor;
  requires org.yaml.snakeyaml;

  exports org.pixelwhy.radiomics;
  exports org.pixelwhy.radiomics.feature;
  exports org.pixelwhy.radiomics.pyradiomics;
  exports org.pixelwhy.radiomics.roi;
}
