package org.pixelwhy.app.cli.radiomics;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.pixelwhy.radiomics.feature.Aggregation;
import org.pixelwhy.radiomics.feature.Measurement;
import org.pixelwhy.study.FileHashes;
import org.pixelwhy.study.Version;
import org.pixelwhy.tensor.Text;

/** What was measured of all regions, as a table and as JSON. */
final class RadiomicsTable {
  private static final String HEAD =
      "image,mask,label,feature,aggregation,ibsi_code,family,unit,value,undefined\n";

  private record Region(RegionFiles files, int label, List<Measurement> features) {}

  private final String settings;
  private final List<Region> regions = new ArrayList<>();
  private final FileHashes hashes = new FileHashes();

  /** Nothing as yet, with settings as text. */
  RadiomicsTable(String settings) {
    this.settings = settings;
  }

  void add(RegionFiles files, int label, List<Measurement> features) {
    regions.add(new Region(files, label, features));
    hashes.add(files.image());
    hashes.add(files.mask());
  }

  String csv() {
    StringBuilder text = new StringBuilder(HEAD);
    for (Region region : regions) {
      for (Measurement found : region.features()) {
        text.append(
            String.join(
                ",",
                cell(region.files().image().toString()),
                cell(region.files().mask().toString()),
                Integer.toString(region.label()),
                found.feature().id(),
                found.aggregation().map(Aggregation::toString).orElse(""),
                found.feature().code(),
                found.feature().family().toString(),
                cell(found.feature().unit()),
                found.value().isDefined() ? Double.toString(found.value().orNaN()) : "",
                cell(found.value().reason())));
        text.append('\n');
      }
    }
    return text.toString();
  }

  private static String cell(String text) {
    return text.matches("[^\",\r\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
  }

  /** Regions with their features, and what it takes to measure them again. */
  Map<String, Object> json(RadiomicsCommand.Profile profile, Optional<Path> config) {
    config.ifPresent(hashes::add);
    Map<String, Object> provenance = new LinkedHashMap<>();
    provenance.put("pixelwhy", Version.current());
    provenance.put("java", Runtime.version().toString());
    provenance.put("profile", profile.toString().toLowerCase(Locale.ROOT));
    provenance.put("settings", settings);
    provenance.put("files", hashes.byName());
    List<Object> all = new ArrayList<>();
    for (Region region : regions) {
      Map<String, Object> own = new LinkedHashMap<>();
      own.put("image", region.files().image().toString());
      own.put("mask", region.files().mask().toString());
      own.put("label", region.label());
      own.put("features", region.features().stream().map(RadiomicsTable::feature).toList());
      all.add(own);
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("provenance", provenance);
    json.put("regions", all);
    return json;
  }

  private static Map<String, Object> feature(Measurement found) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("feature", found.feature().id());
    found.aggregation().ifPresent(aggregation -> json.put("aggregation", aggregation.toString()));
    if (!found.feature().code().isEmpty()) {
      json.put("ibsi", found.feature().code());
    }
    if (found.value().isDefined()) {
      json.put("value", found.value().orNaN());
    } else {
      json.put("undefined", found.value().reason());
    }
    return json;
  }

  /** How much was measured. */
  String summary() {
    long features = regions.stream().mapToLong(region -> region.features().size()).sum();
    long undefined =
        regions.stream()
            .flatMap(region -> region.features().stream())
            .filter(found -> !found.value().isDefined())
            .count();
    return Text.format(
        "%d features of %d regions, %d of them undefined (the table says why).",
        features, regions.size(), undefined);
  }
}
