package org.pixelwhy.server.network;

import org.pixelwhy.image.io.OpenVolumes;
import org.pixelwhy.onnx.runtime.Engine;
import org.pixelwhy.study.request.ModelSource;

/** Opens networks in this process: one that kills the runtime ends all. */
public final class LocalNetworks implements Networks {
  private final Engine engine;
  private final OpenVolumes volumes = OpenVolumes.withinHeap();

  /**
   * @param engine where programs run; stays its owner's property and outlives this
   */
  public LocalNetworks(Engine engine) {
    this.engine = engine;
  }

  @Override
  public Network open(ModelSource source) {
    return new LocalNetwork(engine, source, volumes);
  }

  @Override
  public String runtime() {
    return engine.version();
  }

  @Override
  public void close() {
    volumes.close();
  }
}
