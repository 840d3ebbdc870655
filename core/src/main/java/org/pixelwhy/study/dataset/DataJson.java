package org.pixelwhy.study.dataset;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pixelwhy.study.dataset.DatasetInspection.ClassShare;
import org.pixelwhy.tensor.Text;

/** What is known of data sets as JSON. */
public final class DataJson {
  private DataJson() {}

  public static String text(Map<String, Object> value) {
    try {
      return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(value) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("lists, maps, texts and numbers are always JSON", e);
    }
  }

  /** The inspection as JSON text. */
  public static String text(DatasetInspection inspection) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", inspection.name());
    json.put("layout", inspection.layout());
    json.put("images", inspection.images());
    json.put("groups", inspection.groups());
    json.put("parts", inspection.parts());
    json.put("sizes", inspection.sizes());
    json.put("channels", inspection.channels());
    json.put("values", List.of(inspection.least(), inspection.greatest()));
    json.put("spacings", inspection.spacings());
    json.put("classes", inspection.classes().stream().map(DataJson::share).toList());
    json.put("ignoredPixels", inspection.ignored());
    json.put("notes", inspection.notes());
    json.put("withoutSegment", inspection.withoutSegment());
    json.put("broken", inspection.broken());
    json.put("duplicates", inspection.duplicates());
    json.put("leaks", inspection.leaks());
    return text(json);
  }

  private static Map<String, Object> share(ClassShare share) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", share.segmentClass().name());
    json.put("color", Text.format("#%06x", share.segmentClass().rgb()));
    json.put("pixels", share.pixels());
    json.put("share", share.share());
    json.put("images", share.images());
    return json;
  }
}
