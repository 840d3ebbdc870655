/** Explanations of segmentation networks. */
module org.pixelwhy {
  requires transitive org.pixelwhy.image;
  requires transitive org.pixelwhy.onnx;
  requires transitive org.pixelwhy.radiomics;
  requires transitive org.pixelwhy.tensor;
  requires com.fasterxml.jackson.core;
  requires com.fasterxml.jackson.databind;
  requires com.fasterxml.jackson.dataformat.csv;
  requires java.management;
  requires jdk.management;
  requires org.apache.commons.statistics.distribution;
  requires org.apache.commons.statistics.inference;
  requires org.yaml.snakeyaml;

  uses org.pixelwhy.catalogue.CatalogueProvider;

  exports org.pixelwhy;
  exports org.pixelwhy.attribution;
  exports org.pixelwhy.catalogue;
  exports org.pixelwhy.catalogue.option;
  exports org.pixelwhy.model;
  exports org.pixelwhy.model.card;
  exports org.pixelwhy.model.run;
  exports org.pixelwhy.target;

  // Not promised to anybody else.
  exports org.pixelwhy.bench to
      org.pixelwhy.app;
  exports org.pixelwhy.conformance to
      org.pixelwhy.app;
  exports org.pixelwhy.data to
      org.pixelwhy.app,
      org.pixelwhy.report;
  exports org.pixelwhy.data.augmentation to
      org.pixelwhy.app;
  exports org.pixelwhy.data.folder to
      org.pixelwhy.app;
  exports org.pixelwhy.data.synthetic to
      org.pixelwhy.app;
  exports org.pixelwhy.dream to
      org.pixelwhy.app,
      org.pixelwhy.report,
      org.pixelwhy.server;
  exports org.pixelwhy.dream.feature to
      org.pixelwhy.app,
      org.pixelwhy.report,
      org.pixelwhy.server;
  exports org.pixelwhy.export to
      org.pixelwhy.app,
      org.pixelwhy.server;
  exports org.pixelwhy.faithfulness to
      org.pixelwhy.app,
      org.pixelwhy.report;
  exports org.pixelwhy.statistics to
      org.pixelwhy.app,
      org.pixelwhy.report;
  exports org.pixelwhy.study to
      org.pixelwhy.app,
      org.pixelwhy.report,
      org.pixelwhy.server;
  exports org.pixelwhy.study.demo to
      org.pixelwhy.app,
      org.pixelwhy.report,
      org.pixelwhy.server;
  exports org.pixelwhy.study.output to
      org.pixelwhy.app,
      org.pixelwhy.report;
  exports org.pixelwhy.study.request to
      org.pixelwhy.app,
      org.pixelwhy.report,
      org.pixelwhy.server;
  exports org.pixelwhy.study.comparison to
      org.pixelwhy.app,
      org.pixelwhy.report;
  exports org.pixelwhy.study.compilation to
      org.pixelwhy.app,
      org.pixelwhy.server;
  exports org.pixelwhy.study.dataset to
      org.pixelwhy.app,
      org.pixelwhy.report;
  exports org.pixelwhy.study.dream to
      org.pixelwhy.app,
      org.pixelwhy.report,
      org.pixelwhy.server;
  exports org.pixelwhy.study.noise to
      org.pixelwhy.app,
      org.pixelwhy.report,
      org.pixelwhy.server;
  exports org.pixelwhy.study.prediction to
      org.pixelwhy.app,
      org.pixelwhy.report;
  exports org.pixelwhy.study.reproduction to
      org.pixelwhy.app,
      org.pixelwhy.report;
  exports org.pixelwhy.study.segments to
      org.pixelwhy.app,
      org.pixelwhy.report;
  exports org.pixelwhy.study.training to
      org.pixelwhy.app;
  exports org.pixelwhy.training to
      org.pixelwhy.app,
      org.pixelwhy.report;
  exports org.pixelwhy.training.loss to
      org.pixelwhy.app;
  exports org.pixelwhy.training.optimizer to
      org.pixelwhy.app;
}
