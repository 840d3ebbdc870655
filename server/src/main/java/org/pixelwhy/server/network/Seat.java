package org.pixelwhy.server.network;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.pixelwhy.image.io.ImageSource;
import org.pixelwhy.image.io.OpenVolumes;
import org.pixelwhy.model.run.MapSoFar;
import org.pixelwhy.model.run.ModelRunner;
import org.pixelwhy.model.run.OpenModel;
import org.pixelwhy.model.run.Steps;
import org.pixelwhy.study.OpenImage;
import org.pixelwhy.study.request.Sizing;

/**
 * A model with its programs, which one question has at a time, and with the images that it was
 * asked about last: what a forward pass saved is there for the next question.
 */
final class Seat implements AutoCloseable {
  /** What was saved of an image lies in native memory. */
  private static final int IMAGES = 3;

  private static final long BETWEEN_MAPS_NANOS = 400_000_000;

  private final OpenModel open;
  private final OpenVolumes volumes;

  /** Used within a turn only. */
  private final Map<ImageSource, OpenImage> images = new LinkedHashMap<>(16, 0.75f, true);

  /** Hears of the question that is being answered, and of its image; used within a turn only. */
  private final Relay relay = new Relay();

  private volatile boolean stopped;
  private volatile boolean closed;

  /**
   * @param volumes where slices are read from; they stay their owner's
   */
  Seat(OpenModel open, OpenVolumes volumes) {
    this.open = open;
    this.volumes = volumes;
  }

  /** Works with an image while no other thread works here. */
  <T> T at(ImageSource place, Listener listener, BiFunction<ModelRunner, OpenImage, T> work) {
    try {
      return open.ask(
          runner -> {
            relay.to = listener;
            try {
              relay.step("opening the image", 0, 1);
              OpenImage image = image(runner, place);
              relay.image = image;
              return work.apply(runner, image);
            } finally {
              relay.to = Listener.SILENT;
              relay.image = null;
            }
          });
    } catch (IllegalStateException e) {
      if (closed) {
        throw new NotThereException("the network was closed; open it again");
      }
      throw e;
    }
  }

  /** An image stays open for several questions, and tells each of its own. */
  private final class Relay implements Steps {
    private Listener to = Listener.SILENT;
    private OpenImage image;
    private long last = System.nanoTime();

    @Override
    public void step(String what, int done, int total) {
      if (stopped) {
        throw new CancellationException("the network is being closed");
      }
      to.step(what, done, total);
    }

    @Override
    public void soFar(Supplier<MapSoFar> map) {
      if (to.watches() && System.nanoTime() - last > BETWEEN_MAPS_NANOS) {
        MapSoFar now = map.get();
        to.soFar(Unfinished.of(image.grid(now), now.layer(), now.signed()));
        last = System.nanoTime();
      }
    }
  }

  private OpenImage image(ModelRunner runner, ImageSource place) {
    OpenImage known = images.get(place);
    if (known != null) {
      return known;
    }
    while (images.size() >= IMAGES) {
      Iterator<OpenImage> oldest = images.values().iterator();
      oldest.next().close();
      oldest.remove();
    }
    OpenImage opened = OpenImage.of(runner, volumes, place, Sizing.WHOLE, relay);
    images.put(place, opened);
    return opened;
  }

  /** Lets go of what is kept of an image, of a volume of all its slices. */
  void forget(ImageSource image) {
    open.run(
        () ->
            images
                .entrySet()
                .removeIf(
                    entry -> {
                      boolean one = entry.getKey().path().equals(image.path());
                      if (one) {
                        entry.getValue().close();
                      }
                      return one;
                    }));
  }

  /** What is being answered ends at its next step, and so does what waits. */
  void stop() {
    stopped = true;
  }

  @Override
  public void close() {
    closed = true;
    open.run(
        () -> {
          images.values().forEach(OpenImage::close);
          images.clear();
        });
    open.close();
  }
}
