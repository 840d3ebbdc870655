package org.pixelwhy.server.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.pixelwhy.image.io.ImageSource;
import org.pixelwhy.image.io.OpenVolumes;
import org.pixelwhy.model.Layers;
import org.pixelwhy.model.OutputSpace;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.onnx.runtime.EngineExtension;
import org.pixelwhy.server.PageServer;
import org.pixelwhy.server.ShippedExample;
import org.pixelwhy.server.network.Network.Inquiry;
import org.pixelwhy.target.Reduction;

@ExtendWith(EngineExtension.class)
class LocalNetworkTest {
  private static final PageServer.Start EXAMPLE = ShippedExample.start();

  private static Inquiry about(String target) {
    Asked asked =
        new Asked(
            "m1",
            new PictureKey("i1", Optional.empty(), 0),
            target,
            new Asked.Number(Reduction.MEAN, OutputSpace.LOGITS),
            new Asked.Methods(List.of("saliency"), List.of(Layers.AUTO), List.of(), 0));
    ImageSource image = EXAMPLE.images().get(0);
    return new Inquiry(asked, image, Optional.empty());
  }

  private static Explained ask(Network network, String target) {
    return network.explain(about(target), Listener.SILENT, Pace.QUICK);
  }

  @Test
  void aClickAtThePixelThatWasPreviewedIsAnsweredByWhatThePreviewFound(Engine engine) {
    try (OpenVolumes volumes = new OpenVolumes(1 << 24);
        Network network = new LocalNetwork(engine, EXAMPLE.models().get(0), volumes)) {
      Explained preview = ask(network, "pixel:60,110");
      preview.facts().put("description", "changed by whoever got it");
      Explained click = ask(network, "pixel:60,110");
      assertSame(preview.maps().get(0), click.maps().get(0));
      Explained other = ask(network, "pixel:61,110");
      assertFalse(Arrays.equals(click.maps().get(0), other.maps().get(0)));
      Explained again = ask(network, "pixel:60,110");
      assertNotSame(click.maps().get(0), again.maps().get(0));
      assertArrayEquals(click.maps().get(0), again.maps().get(0));
      assertEquals(again.facts(), click.facts());
    }
  }

  @Test
  void whatIsForgottenOfAnImageIsComputedAgain(Engine engine) {
    try (OpenVolumes volumes = new OpenVolumes(1 << 24);
        Network network = new LocalNetwork(engine, EXAMPLE.models().get(0), volumes)) {
      Explained first = ask(network, "pixel:60,110");
      network.forget(EXAMPLE.images().get(0));
      Explained second = ask(network, "pixel:60,110");
      assertNotSame(first.maps().get(0), second.maps().get(0));
      assertArrayEquals(first.maps().get(0), second.maps().get(0));
    }
  }
}
