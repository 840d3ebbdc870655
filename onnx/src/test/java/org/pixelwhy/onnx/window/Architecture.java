package org.pixelwhy.onnx.window;

import java.util.Map;
import org.pixelwhy.onnx.graph.Graph;
import org.pixelwhy.tensor.DataType;
import org.pixelwhy.tensor.Tensor;

/** Kinds of segmentation networks, small. */
enum Architecture {
  /** Encoder and decoder with skip connections, repeated up-sampling. */
  NEAREST_UNET(4, 32, 40) {
    @Override
    String layers(Network net) {
      String a = net.block(net.block("image", 3, 4), 4, 4);
      String b = net.block(net.maxPool(a, 2, 2, 0, false), 4, 6);
      String c = net.block(net.maxPool(b, 2, 2, 0, false), 6, 8);
      String d = net.block(net.resize(c, "nearest", "asymmetric", 2), 8, 6);
      String e = net.block(net.concat(b, d), 12, 6);
      String f = net.block(net.resize(e, "nearest", "asymmetric", 2), 6, 4);
      return net.conv(net.block(net.concat(a, f), 8, 4), 4, 2, 1, 1, 1, 1);
    }
  },
  /** Learned up-sampling with overlapping kernels, and a residual path. */
  TRANSPOSED_UNET(4, 36, 32) {
    @Override
    String layers(Network net) {
      String a = net.block("image", 3, 4);
      String b = net.block(net.maxPool(a, 2, 2, 0, false), 4, 6);
      String c = net.block(net.conv(b, 6, 8, 3, 2, 1, 1), 8, 8);
      String d = net.upConv(c, 8, 6, 4, 1);
      String e = net.relu(net.op("Add", Map.of(), b, d));
      String f = net.upConv(e, 6, 4, 2, 0);
      return net.conv(net.block(net.concat(a, f), 8, 4), 4, 2, 1, 1, 1, 1);
    }
  },
  /** Bilinear up-sampling, and a Sigmoid at the end. */
  BILINEAR_SIGMOID(4, 32, 44) {
    @Override
    String layers(Network net) {
      String a = net.block("image", 3, 4);
      String b = net.block(net.conv(a, 4, 6, 3, 2, 1, 1), 6, 6);
      String c = net.block(net.maxPool(b, 2, 2, 0, false), 6, 8);
      String d = net.resize(c, "linear", "half_pixel", 2);
      String e = net.block(net.concat(b, d), 14, 6);
      String f = net.resize(e, "linear", "pytorch_half_pixel", 2);
      String g = net.conv(net.concat(a, f), 10, 2);
      return net.op("Sigmoid", Map.of(), g);
    }
  },
  /** A strided residual encoder with dilated convolutions, up-sampled by four at once. */
  DILATED_RESNET(4, 60, 52) {
    @Override
    String layers(Network net) {
      String a = net.relu(net.conv("image", 3, 4, 7, 2, 1, 1));
      String b = net.maxPool(a, 3, 2, 1, false);
      String c = net.relu(net.op("Add", Map.of(), b, net.conv(net.block(b, 4, 4), 4, 4)));
      String d = net.relu(net.conv(c, 4, 6, 3, 1, 2, 1));
      String e = net.op("Clip", Map.of(), net.conv(d, 6, 2, 3, 1, 4, 1), net.constant(small()));
      return net.resize(e, "linear", "asymmetric", 4);
    }
  },
  /** Overlapping and ceiling poolings of odd sizes, edges padded by a node of its own. */
  ODD_POOLING(4, 37, 41) {
    @Override
    String layers(Network net) {
      String a = net.block("image", 3, 4);
      String b = net.op("Pad", Map.of(), a, net.constant(Tensor.vector(0, 0, 1, 2, 0, 0, 2, 1)));
      String c = net.maxPool(net.relu(net.conv(b, 4, 6)), 3, 2, 0, true);
      String d =
          net.op(
              "AveragePool",
              Map.of(
                  "kernel_shape", new long[] {3, 3},
                  "strides", new long[] {2, 2},
                  "pads", new long[] {1, 1, 1, 1},
                  "count_include_pad", 0),
              c);
      return net.conv(d, 6, 2);
    }
  },
  /** Depth-wise convolutions, and an up-sampling out of channels. */
  DEPTHWISE_SHUFFLE(4, 32, 40) {
    @Override
    String layers(Network net) {
      String a = net.conv(net.conv("image", 3, 4, 3, 2, 1, 1), 4, 4, 3, 1, 1, 4);
      String b = net.op("HardSwish", Map.of(), net.conv(a, 4, 8, 1, 1, 1, 1));
      String c = net.conv(net.conv(b, 8, 8, 5, 2, 1, 8), 8, 16, 1, 1, 1, 1);
      String d = net.op("DepthToSpace", Map.of("blocksize", 2, "mode", "CRD"), c);
      String e = net.relu(net.conv(net.concat(b, d), 12, 8));
      return net.op("DepthToSpace", Map.of("blocksize", 2), net.conv(e, 8, 8));
    }
  },
  /** Normalises by the mean and variance of the whole image. */
  INSTANCE_NORM(2, 24, 24) {
    @Override
    String layers(Network net) {
      String a = net.relu(net.conv("image", 3, 4));
      String b =
          net.op(
              "InstanceNormalization",
              Map.of(),
              net.maxPool(a, 2, 2, 0, false),
              net.constant(net.random(4)),
              net.constant(net.random(4)));
      return net.conv(net.resize(net.conv(b, 4, 4), "nearest", "asymmetric", 2), 4, 2);
    }
  };

  private final int stride;
  private final int height;
  private final int width;

  Architecture(int stride, int height, int width) {
    this.stride = stride;
    this.height = height;
    this.width = width;
  }

  private static Tensor small() {
    return Tensor.scalar(DataType.FLOAT, -1);
  }

  abstract String layers(Network net);

  Graph graph() {
    Network net = new Network(height, width);
    return net.output(layers(net));
  }

  /** Input positions for one of the coarsest layer. */
  int stride() {
    return stride;
  }

  int height() {
    return height;
  }

  int width() {
    return width;
  }
}
