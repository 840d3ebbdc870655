package org.pixelwhy.report.page;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.pixelwhy.render.Picture;
import org.pixelwhy.report.view.EncodedPicture;
import org.pixelwhy.study.output.ResultFiles.Content;
import org.pixelwhy.tensor.Text;

/**
 * Where a page's pictures and values are: in the page, so that one file is all there is, or in
 * files beside it, which browsers load when they come into view.
 */
public final class PagePictures {
  private final String folder;
  private final Map<String, Content> files = new LinkedHashMap<>();

  private PagePictures(String folder) {
    this.folder = folder;
  }

  public static PagePictures inside() {
    return new PagePictures("");
  }

  /**
   * @param folder relative to the page, ending in a slash
   */
  public static PagePictures beside(String folder) {
    return new PagePictures(folder);
  }

  /** The address of a picture. */
  Html address(Picture picture) {
    return folder.isEmpty() ? Html.data(picture) : file(picture.png());
  }

  Html address(EncodedPicture picture) {
    return folder.isEmpty() ? Html.data(picture) : file(picture.png());
  }

  private Html file(byte[] png) {
    return Html.text(put(".png", png));
  }

  private String put(String suffix, byte[] bytes) {
    String name = folder + (files.size() + 1) + suffix;
    files.put(name, Content.of(bytes));
    return name;
  }

  /** The attribute that holds a map's values, or says which script does. */
  Html values(GridValues values) {
    if (folder.isEmpty()) {
      return Html.raw(Text.format(" data-values=\"%s\"", values.base64()));
    }
    String name = folder + (files.size() + 1) + ".js";
    String script = Text.format("pixelwhyValues(\"%s\",\"%s\");\n", name, values.base64());
    put(".js", script.getBytes(StandardCharsets.UTF_8));
    return Html.raw(Text.format(" data-file=\"%s\"", Html.escape(name)));
  }

  /** What has to be written beside the page. */
  public Map<String, Content> files() {
    return files;
  }
}
