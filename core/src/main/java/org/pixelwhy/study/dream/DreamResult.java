package org.pixelwhy.study.dream;

import java.util.List;
import org.pixelwhy.dream.feature.PictureFeature;
import org.pixelwhy.study.Provenance;

/**
 * What an analysis found.
 *
 * @param networks in the order of the request
 * @param provenance of each network, in that order
 */
public record DreamResult(
    DreamRequest request, List<NetworkDream> networks, List<Provenance> provenance) {
  public DreamResult {
    networks = List.copyOf(networks);
    provenance = List.copyOf(provenance);
  }

  /** What was measured; lengths of pictures without spacing are in pixels. */
  public List<PictureFeature> features() {
    List<PictureFeature> features = request.measures().measuring().features();
    return networks.stream().anyMatch(network -> network.setting().inMillimetres())
        ? features
        : features.stream().map(DreamResult::inPixels).toList();
  }

  private static PictureFeature inPixels(PictureFeature feature) {
    return new PictureFeature(feature.id(), feature.name(), feature.unit().replace("mm", "pixels"));
  }

  /** The verdicts on a network's features. */
  public List<NetworkDream.Judged> judged(NetworkDream network) {
    return network.judged(features(), request.measures().rule());
  }
}
