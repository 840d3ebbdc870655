/** Images, maps and masks, their files, and how maps are drawn. */
module org.pixelwhy.image {
  requires transitive java.desktop;
  requires transitive org.pixelwhy.tensor;
  requires com.drew.metadata;

  uses org.pixelwhy.image.io.ImageFormat;

  exports org.pixelwhy.image;
  exports org.pixelwhy.image.io;
  exports org.pixelwhy.render;
}
